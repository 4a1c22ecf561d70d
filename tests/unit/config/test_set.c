/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * Copies of sets: what is kept comes back with the same hash, whole or not at all.
 */
#include "config/set.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "config/set_changes.h"
#include "folder.h"

static const char config[] =
	"state = \"state\";\n"
	"rules = [ \"packs\", \"site\" ];\n"
	"inventory = { nodes = \"nodes.csv\"; links = \"links.csv\"; };\n"
	"outputs = ( { id = \"log\"; type = \"file\"; path = \"alerts.json\"; } );\n"
	"routes = ( { id = \"all\"; outputs = \"log\"; } );\n";

static const char rules[] = "events = ( { id = \"died\"; message = \"died\"; } );\n"
			    "alarms = ( { id = \"dead\"; raise = \"died\"; key = \"node\";\n"
			    "  age = \"1h\"; class = \"dead\"; } );\n"
			    "faults = ( { class = \"dead\"; } );\n";

static const char links[] = "node,port,node_b,port_b,link\nn1,1,n1,2,loop\nn1,3,n1,4,\n";

static void fill(struct folder *folder)
{
	folder_make(folder);
	folder_write(folder, "correlator.conf", config);
	folder_write(folder, "packs/a.rules", rules);
	folder_write(folder, "site/b.rules", "");
	folder_write(folder, "nodes.csv", "node\nn1\n");
	folder_write(folder, "links.csv", links);
	folder_write(folder, "sets/none", "");
}

static int setup(void **state)
{
	struct folder *folder = calloc(1, sizeof(*folder));
	fill(folder);
	*state = folder;
	return 0;
}

static int teardown(void **state)
{
	folder_remove(*state);
	free(*state);
	return 0;
}

static struct set *load(const struct folder *folder)
{
	struct report report = {0};
	char *file = folder_file(folder, "correlator.conf");
	struct set *set = set_load(file, &report);
	assert_non_null(set);
	free(file);
	free(folder_report(folder, &report));
	return set;
}

static struct set *keep(const struct folder *folder)
{
	struct error error;
	char *sets = folder_file(folder, "sets");
	struct set *set = load(folder);
	assert_true(set_keep(set, sets, &error));
	free(sets);
	return set;
}

static struct set *recall(const struct folder *folder, const char *hash, struct error *error)
{
	char *sets = folder_file(folder, "sets");
	struct set *set = set_recall(sets, hash, error);
	free(sets);
	return set;
}

static char *copy_of(const struct folder *folder, const struct set *set, const char *name)
{
	char path[512];
	snprintf(path, sizeof(path), "sets/%s/files%s/%s", set->hash, folder->path, name);
	return folder_file(folder, path);
}

static void what_is_kept_comes_back(void **state)
{
	struct error error = {""};
	struct set *set = keep(*state), *copy = recall(*state, set->hash, &error);
	assert_string_equal(error.text, "");
	assert_non_null(copy);
	assert_string_equal(copy->hash, set->hash);
	assert_string_equal(copy->knowledge->rules->alarms[0]->id, "dead");
	assert_string_equal(copy->settings->file, set->settings->file);
	set_release(copy);
	set_release(set);
}

static void a_copy_outlives_the_files(void **state)
{
	struct error error = {""};
	struct set *set = keep(*state), *copy;
	folder_write(*state, "packs/a.rules", "events = (");
	copy = recall(*state, set->hash, &error);
	assert_non_null(copy);
	set_release(copy);
	set_release(set);
}

static void a_damaged_copy_is_refused(void **state)
{
	struct error error = {""};
	struct set *set = keep(*state);
	char *name = copy_of(*state, set, "nodes.csv");
	FILE *file = fopen(name, "w");
	assert_non_null(file);
	fputs("node\nn2\n", file);
	fclose(file);
	assert_null(recall(*state, set->hash, &error));
	assert_non_null(strstr(error.text, "is damaged"));
	free(name);
	set_release(set);
}

static void a_missing_copy_is_refused(void **state)
{
	struct error error = {""};
	assert_null(recall(*state, "0123456789abcdef", &error));
	assert_non_null(strstr(error.text, "0123456789abcdef"));
}

static void a_damaged_copy_is_mended_when_kept_again(void **state)
{
	struct error error = {""};
	struct set *set = keep(*state), *copy;
	char *name = copy_of(*state, set, "nodes.csv");
	assert_int_equal(unlink(name), 0);
	set_release(keep(*state));
	copy = recall(*state, set->hash, &error);
	assert_string_equal(error.text, "");
	set_release(copy);
	free(name);
	set_release(set);
}

static void a_folder_without_rules_is_no_obstacle(void **state)
{
	struct error error = {""};
	char *name = folder_file(*state, "site/b.rules");
	struct set *set, *copy;
	assert_int_equal(unlink(name), 0);
	set = keep(*state);
	copy = recall(*state, set->hash, &error);
	assert_string_equal(error.text, "");
	set_release(copy);
	set_release(set);
	free(name);
}

static void the_hash_does_not_know_where_files_lie(void **state)
{
	struct folder other;
	struct set *here = load(*state), *there;
	fill(&other);
	there = load(&other);
	folder_remove(&other);
	assert_string_equal(here->hash, there->hash);
	set_release(there);
	set_release(here);
}

static void changed_links_are_listed(void **state)
{
	struct set *before = keep(*state), *after;
	struct error error = {""};
	struct text text = {0};
	json_t *changes;
	folder_write(*state, "links.csv",
		"node,port,node_b,port_b,link\nn1,1,n1,9,loop\nn1,4,n1,3,\nn1,5,n1,6,new\n");
	after = load(*state);
	assert_string_not_equal(before->hash, after->hash);
	changes = set_changes(before, after);
	json_print(changes, &text);
	assert_string_equal(text_get(&text),
		"{\"links\":{\"added\":1,\"removed\":0,\"changed\":1,"
		"\"ids\":[\"~loop\",\"+new\"]}}");
	json_decref(changes);
	text_free(&text);
	set_release(after);
	after = recall(*state, before->hash, &error);
	assert_int_equal(after->knowledge->inventory->link_count, 2);
	set_release(after);
	set_release(before);
}

static bool is_kept(const struct folder *folder, const struct set *set)
{
	char path[512];
	char *copy;
	bool there;
	snprintf(path, sizeof(path), "sets/%s", set->hash);
	copy = folder_file(folder, path);
	there = access(copy, F_OK) == 0;
	free(copy);
	return there;
}

/* Sets of records that are still in the journal stay, and those in force do. */
static void copies_go_when_their_records_are_gone(void **state)
{
	char *sets = folder_file(*state, "sets");
	struct set *old = keep(*state), *new;
	folder_write(*state, "nodes.csv", "node\nn1\nn2\n");
	new = keep(*state);
	assert_string_not_equal(old->hash, new->hash);
	set_tidy(sets, old, new, 50, 1000);
	set_tidy(sets, new, new, 100, 1);
	set_tidy(sets, new, new, 200, 100);
	assert_true(is_kept(*state, old) && is_kept(*state, new));
	set_tidy(sets, old, new, 300, 1000); /* in force once more */
	set_tidy(sets, new, new, 400, 1000);
	assert_true(is_kept(*state, old));
	set_tidy(sets, new, new, 2000, 1000);
	assert_false(is_kept(*state, old));
	assert_true(is_kept(*state, new));
	set_release(old);
	set_release(new);
	free(sets);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_kept_comes_back, setup, teardown),
		cmocka_unit_test_setup_teardown(a_copy_outlives_the_files, setup, teardown),
		cmocka_unit_test_setup_teardown(a_damaged_copy_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(a_missing_copy_is_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_damaged_copy_is_mended_when_kept_again, setup, teardown),
		cmocka_unit_test_setup_teardown(
			a_folder_without_rules_is_no_obstacle, setup, teardown),
		cmocka_unit_test_setup_teardown(changed_links_are_listed, setup, teardown),
		cmocka_unit_test_setup_teardown(
			copies_go_when_their_records_are_gone, setup, teardown),
		cmocka_unit_test_setup_teardown(
			the_hash_does_not_know_where_files_lie, setup, teardown),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
