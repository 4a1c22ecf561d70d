/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "rule/view.h"

#include "rule/template.h"
#include "sample.h"

struct fixture {
	struct report report;
	struct ruleset *ruleset;
	struct inventory *inventory;
	struct batch *batch;
};

static void begin(struct fixture *fixture)
{
	struct address address;
	const struct platform *platform;

	*fixture = (struct fixture){.ruleset = ruleset_new(&sample_names),
		.inventory = inventory_new(),
		.batch = batch_new()};
	assert_true(address_parse(slice_of("10.1.0.7"), &address));
	platform = inventory_add_platform(
		fixture->inventory, &(struct platform){.id = "voicemail"}, &fixture->report);
	inventory_add_node(fixture->inventory,
		&(struct node){.name = "vms-par2-07",
			.platform = platform,
			.site = "paris-2",
			.role = "vms",
			.addresses = &address,
			.address_count = 1},
		&fixture->report);
}

static void end(struct fixture *fixture)
{
	report_free(&fixture->report);
	ruleset_free(fixture->ruleset);
	inventory_free(fixture->inventory);
	batch_free(fixture->batch);
}

/* What the template gives for the first event of the batch, outside matching. */
static void assert_renders(struct fixture *fixture, const struct event_rule *rule,
	const char *text, const char *want)
{
	struct arena *arena = arena_new(0);
	const struct naming naming = view_naming(fixture->ruleset, rule);
	struct value fields[8] = {{.type = VALUE_NONE}};
	struct place place;
	struct view view = {.event = record_event(batch_first(fixture->batch)),
		.place = &place,
		.rule = rule,
		.fields = fields,
		.arena = arena};
	const struct values values = view_values(&view);
	struct text got = {0};
	struct error error = {""};
	const struct template *template =
		template_parse(arena, slice_of(text), &naming, &error);

	if (!template)
		fail_msg("%s: %s", text, error.text);
	place_event(fixture->inventory, view.event, &place);
	if (!template_render(template, &values, &got))
		text_string(&got, "-");
	assert_string_equal(text_get(&got), want);
	text_free(&got);
	arena_free(arena);
}

static void test_names_of_a_line(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"${host}", "vms-par2-07"},
		{"${program}", "vmapp"},
		{"${pid}", "-"},
		{"${msgid}", "ID47"},
		{"${message}", "process mwi died"},
		{"${peer}", "10.1.0.7"},
		{"${facility}", "local0"},
		{"${severity}", "3"},
		{"${trap}", "-"},
		{"${node}", "vms-par2-07"},
		{"${platform}", "voicemail"},
		{"${site}", "paris-2"},
		{"${role}", "vms"},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	LINE(fixture.batch, .host = "vms-par2-07", .program = "vmapp", .msgid = "ID47",
		.message = "process mwi died", .peer = "10.1.0.7", .facility = 16,
		.severity = 3);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_renders(&fixture, NULL, rows[i].text, rows[i].want);
	end(&fixture);
}

static void test_unknown_places_have_no_site(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	LINE(fixture.batch, .message = "x", .peer = "10.2.0.1");
	assert_renders(&fixture, NULL, "${node}", "10.2.0.1");
	assert_renders(&fixture, NULL, "${platform}", "10.2.0.1");
	assert_renders(&fixture, NULL, "${site}", "-");
	assert_renders(&fixture, NULL, "${role}", "-");
	end(&fixture);
}

/* Of a port that has no link, a name of its own. */
static void test_link_of_a_port(void **state)
{
	static const struct {
		const char *port, *peer, *want;
	} rows[] = {
		{"1/1", "10.1.0.7", "ring-3"},
		{"1/2", "10.1.0.7", "vms-par2-07 1/2"},
		{"1/1", "10.2.0.1", "10.2.0.1 1/1"},
		{NULL, "10.1.0.7", "-"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fixture fixture;
		const struct node *router;

		begin(&fixture);
		router = inventory_add_node(
			fixture.inventory, &(struct node){.name = "router"}, &fixture.report);
		inventory_add_link(fixture.inventory,
			&(struct inventory_link){.id = "ring-3",
				.ends = {{router, "9"}, {fixture.inventory->nodes[0], "1/1"}}},
			&fixture.report);
		EVENT(fixture.ruleset, &fixture.report, 1, "down", PAIRS("message=down"),
			.fields = PAIRS("port=${program}"));
		LINE(fixture.batch, .message = "down", .program = rows[i].port,
			.peer = rows[i].peer);
		assert_renders(&fixture, fixture.ruleset->events[0], "${link}", rows[i].want);
		end(&fixture);
	}
}

static void test_link_needs_a_port(void **state)
{
	struct fixture fixture;
	struct naming naming;
	struct name name;
	struct error error;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "died", PAIRS("message=died"));
	naming = view_naming(fixture.ruleset, fixture.ruleset->events[0]);
	assert_false(naming.resolve(
		naming.context, slice_of(""), slice_of("link"), NULL, &name, &error));
	assert_string_equal(error.text, "'link' needs a field 'port', given before it");
	end(&fixture);
}

static void test_names_of_a_trap(void **state)
{
	static const struct {
		const char *text, *want;
	} rows[] = {
		{"${trap}", "1.3.6.1.4.1.99999.1.0.1"},
		{"${vmAppName}", "mwi"},
		{"${VOICEMAIL-MIB::vmAppName}", "mwi"},
		{"${vmAppState}", "2"},
		{"${vmPeer}", "10.3.0.1"},
		{"${$1}", "mwi"},
		{"${$2}", "2"},
		{"${$5}", "-"},
		{"${index(vmAppState, 1)}", "3"},
		{"${index(vmAppState, 2)}", "70000"},
		{"${index(vmAppState, 3)}", "-"},
		{"${index_address(vmPeer, 1)}", "10.4.0.1"},
		{"${index_address(vmPeer, 2)}", "-"},
		{"${index_string(vmAppName, 1)}", "ab"},
		{"${index_string(vmAppState, 1)}", "-"},
		{"${facility}", "-"},
		{"${severity}", "-"},
		{"${message}", "-"},
		{"${node}", "vms-par2-07"},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	sample_trap(fixture.batch, "1.3.6.1.4.1.99999.1.0.1",
		PAIRS("1.3.6.1.4.1.99999.1.1.1.2.2.97.98=s:mwi",
			"1.3.6.1.4.1.99999.1.1.1.3.3.70000=i:2",
			"1.3.6.1.4.1.99999.1.1.1.4.10.4.0.1=a:10.3.0.1"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		assert_renders(&fixture, NULL, rows[i].text, rows[i].want);
	end(&fixture);
}

static void test_the_first_varbind_counts(void **state)
{
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	sample_trap(fixture.batch, "1.3.6.1.4.1.99999.1.0.1",
		PAIRS("1.3.6.1.4.1.99999.1.1.1.22.1=s:other",
			"1.3.6.1.4.1.99999.1.1.1.2.1=s:one",
			"1.3.6.1.4.1.99999.1.1.1.2.2=s:two"));
	assert_renders(&fixture, NULL, "${vmAppName}", "one");
	end(&fixture);
}

static void test_fields(void **state)
{
	const struct event_rule *rule;
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "e", PAIRS("trap=vmApplicationFailed"),
		.fields = PAIRS("app=vmAppName", "unit=${app}/${index(vmAppState, 1)}",
			"half=${app}/${vmPeer}", "node=my ${node}"));
	assert_good(&fixture.report);
	rule = ruleset_event(fixture.ruleset, slice_of("e"));
	sample_trap(fixture.batch, "1.3.6.1.4.1.99999.1.0.1",
		PAIRS("1.3.6.1.4.1.99999.1.1.1.2.7=s:mwi", "1.3.6.1.4.1.99999.1.1.1.3.7=i:2"));
	assert_renders(&fixture, rule, "${app}", "mwi");
	assert_renders(&fixture, rule, "<${unit}> <${app}> <${unit}>", "<mwi/7> <mwi> <mwi/7>");
	assert_renders(&fixture, rule, "${half}", "-"); /* half an identity is none */
	assert_renders(&fixture, rule, "${node}", "my vms-par2-07"); /* own fields come first */
	end(&fixture);
}

static void test_wrong_names(void **state)
{
	static const struct {
		const char *function, *name;
		int64_t argument;
		bool line; /* in a rule for lines */
		const char *want;
	} rows[] = {
		{"", "platfrom", 0, false, "'platfrom' is unknown; did you mean 'platform'?"},
		{"", "nonsense", 0, false,
			"'nonsense' is neither a field, nor a built-in name, nor an object of "
			"a MIB"},
		{"", "vmAppName", 0, true,
			"'vmAppName' is neither a field of event 'e' nor a built-in name "
			"(variable "
			"bindings need a `trap`)"},
		{"", "$0", 0, false,
			"'$0' is neither a field, nor a built-in name, nor an object of a MIB"},
		{"indx", "vmAppName", 1, false,
			"there is no function 'indx'; there are index, index_address, "
			"index_string, label, hex, time and bit"},
		{"hex", "vmAppName", 1, false, "hex() takes a name and nothing else"},
		{"index", "vmAppName", -1, false, "index() takes a name and one number"},
		{"index_string", "vmAppName", -1, false,
			"index_string() takes a name and one number or two"},
		{"index", "$1", 1, false,
			"index() reads the instance of an object: it needs the object's name "
			"or "
			"OID, not a position"},
		{"index", "vmAppName", 0, false,
			"index() counts the numbers of an instance from 1 to 128"},
		{"index", "nonsense", 1, false,
			"'nonsense' is neither a field, nor a built-in name, nor an object of "
			"a MIB"},
	};
	struct fixture fixture;

	(void)state;
	begin(&fixture);
	EVENT(fixture.ruleset, &fixture.report, 1, "e", PAIRS("program=vmapp"));
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct naming naming = view_naming(fixture.ruleset,
			rows[i].line ? ruleset_event(fixture.ruleset, slice_of("e")) : NULL);
		struct error error = {""};
		struct name name;

		assert_false(naming.resolve(naming.context, slice_of(rows[i].function),
			slice_of(rows[i].name), (const int64_t[]){rows[i].argument, -1}, &name,
			&error));
		assert_string_equal(error.text, rows[i].want);
	}
	end(&fixture);
}

static void test_labels_come_with_names(void **state)
{
	struct fixture fixture;
	struct name name;

	(void)state;
	begin(&fixture);
	const struct naming naming = view_naming(fixture.ruleset, NULL);

	assert_true(naming.resolve(
		naming.context, slice_of(""), slice_of("vmAppState"), NULL, &name, NULL));
	assert_true(name.dynamic);
	assert_int_equal(name.label_count, 3);
	assert_true(naming.resolve(
		naming.context, slice_of(""), slice_of("severity"), NULL, &name, NULL));
	assert_int_equal(name.type, VALUE_NUMBER);
	assert_int_equal(name.label_count, 8);
	end(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_of_a_line),
		cmocka_unit_test(test_unknown_places_have_no_site),
		cmocka_unit_test(test_link_of_a_port),
		cmocka_unit_test(test_link_needs_a_port),
		cmocka_unit_test(test_names_of_a_trap),
		cmocka_unit_test(test_the_first_varbind_counts),
		cmocka_unit_test(test_fields),
		cmocka_unit_test(test_wrong_names),
		cmocka_unit_test(test_labels_come_with_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
