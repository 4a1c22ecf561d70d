/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "unit/input/rows.h"

/* What is detected, beside what is read; each line as its element sends it by default, and some
 * as a relay passes them on. */
static const struct {
	const char *input, *dialect, *want;
} dialect_rows[] = {
	{"<189>7345: xr1 RP/0/RSP0/CPU0:Aug 29 14:00:02.123 UTC: ifmgr[214]: "
	 "%PKT_INFRA-LINK-3-UPDOWN : Interface x",
		"cisco-ios-xr",
		"23.5 at=2012-08-29T14:00:02.123Z host=xr1 program=ifmgr pid=214 "
		"tag=PKT_INFRA-LINK-3-UPDOWN message=Interface x guessed"},
	{"<189>Aug 29 14:00:03 xr1 7345: RP/0/RSP0/CPU0:Aug 29 14:00:02.123 : "
	 "ifmgr[214]: "
	 "%PKT_INFRA-LINK-3-UPDOWN : Interface x",
		"cisco-ios-xr",
		"23.5 at=2012-08-29T14:00:02.123Z host=xr1 program=ifmgr pid=214 "
		"tag=PKT_INFRA-LINK-3-UPDOWN message=Interface x guessed"},
	{"<189>Aug 29 14:00:03 sw1 123: Aug 29 14:00:02.500: %LINK-3-UPDOWN: x", "cisco-ios",
		"23.5 at=2012-08-29T14:00:02.500Z host=sw1 program=%LINK-3-UPDOWN "
		"tag=LINK-3-UPDOWN message=x guessed"},
	{"<189>45: gw-7: %LINK-3-UPDOWN: x", "cisco-ios",
		"23.5 host=gw-7 program=%LINK-3-UPDOWN tag=LINK-3-UPDOWN message=x "
		"no-time"},
	{"<166>Aug 29 2012 14:00:03 fw1 : %ASA-6-302015: Built x", "cisco-ios",
		"20.6 at=2012-08-29T14:00:03.000Z host=fw1 program=%ASA-6-302015 "
		"tag=ASA-6-302015 message=Built x guessed"},
	{"<190>sw01: 2012 Aug 29 14:00:03 CET: %ETHPORT-5-IF_UP: x", "cisco-nx-os",
		"23.6 at=2012-08-29T14:00:03.000Z host=sw01 program=%ETHPORT-5-IF_UP "
		"tag=ETHPORT-5-IF_UP message=x guessed"},
	{"<165>Aug 29 14:00:03 veos01 Ebra: %LINEPROTO-5-UPDOWN: x", "arista-eos",
		"20.5 at=2012-08-29T14:00:03.000Z host=veos01 program=Ebra "
		"tag=LINEPROTO-5-UPDOWN message=x guessed"},
	{"<28>Aug 29 14:00:03 mx1 mgd[3046]: %INTERACT-5-UI_COMMIT: x", "junos",
		"3.4 at=2012-08-29T14:00:03.000Z host=mx1 program=mgd pid=3046 "
		"tag=UI_COMMIT message=x guessed"},
	{"<28>Aug 29 14:00:03 mx1 mib2d[1234]: SNMP_TRAP_LINK_DOWN: x", "junos",
		"3.4 at=2012-08-29T14:00:03.000Z host=mx1 program=mib2d pid=1234 "
		"tag=SNMP_TRAP_LINK_DOWN message=x guessed"},
	{"<165>1 2012-08-29T14:00:03Z mx1 mgd 3046 UI_COMMIT [junos@2636.1.1.1.2.18 "
	 "a=\"b\"] x",
		"junos",
		"20.5 at=2012-08-29T14:00:03.000Z host=mx1 program=mgd pid=3046 "
		"msgid=UI_COMMIT sd=[junos@2636.1.1.1.2.18 a=\"b\"] tag=UI_COMMIT "
		"message=x "
		"5424"},
	{"<188>2012-08-29 14:00:03+02:00 HUAWEI %%01IFNET/4/IF_STATE(l):VS=1;x", "huawei-vrp",
		"23.4 at=2012-08-29T12:00:03.000Z host=HUAWEI "
		"program=%%01IFNET/4/IF_STATE(l) tag=IFNET/4/IF_STATE message=VS=1;x"},
	{"<188>Aug 29 14:00:03 10.1.1.1 TMNX: 2303 Base PORT-MINOR-etherAlarmSet-2017 "
	 "[x]: y",
		"nokia-sros",
		"23.4 at=2012-08-29T14:00:03.000Z host=10.1.1.1 program=TMNX "
		"tag=PORT-MINOR-etherAlarmSet-2017 message=[x]: y guessed"},
	{"<13>Aug 29 14:00:03 h sshd[12]: x", "linux",
		"1.5 at=2012-08-29T14:00:03.000Z host=h program=sshd pid=12 message=x "
		"guessed"},
	{"<13>Aug 29 14:00:03 h text of any kind", "rfc3164",
		"1.5 at=2012-08-29T14:00:03.000Z host=h message=text of any kind "
		"guessed"},
	{"<13>1 2012-08-29T14:00:03Z h a - - - x", "rfc5424",
		"1.5 at=2012-08-29T14:00:03.000Z host=h program=a message=x 5424"},
	{"<134>1 1346248803.500000 h events type=x", "rfc3164",
		"16.6 at=2012-08-29T14:00:03.500Z host=h message=events type=x"},
	{"<13>Aug 29 14:00:03 h CEF:0|V|P|1|100|worm|10|src=10.0.0.1", "cef",
		"1.5 at=2012-08-29T14:00:03.000Z host=h tag=100 "
		"message=CEF:0|V|P|1|100|worm|10|src=10.0.0.1 guessed"},
	{"<13>LEEF:1.0|V|P|1|trojan|devTime=Aug 29 2012 14:00:03 UTC", "leef",
		"1.5 at=2012-08-29T14:00:03.000Z tag=trojan "
		"message=LEEF:1.0|V|P|1|trojan|devTime=Aug 29 2012 14:00:03 UTC"},
	{"<13>date=2012-08-29 time=14:00:03 devname=\"fw 1\" level=x", "pairs",
		"1.5 at=2012-08-29T14:00:03.000Z host=fw 1 message=date=2012-08-29 "
		"time=14:00:03 devname=\"fw 1\" level=x guessed"},
	{"<13>id=firewall sn=1 time=\"2012-08-29 14:00:03 UTC\" fw=10.1.1.1 m=2", "pairs",
		"1.5 at=2012-08-29T14:00:03.000Z host=10.1.1.1 message=id=firewall "
		"sn=1 "
		"time=\"2012-08-29 14:00:03 UTC\" fw=10.1.1.1 m=2"},
	{"<13>all is lost", "auto", "1.5 message=all is lost no-time"},
};

static void dialects(void **state)
{
	struct parser *parser = *state;
	enum syslog_dialect dialect;

	parser->context.dialect = &dialect;
	for (size_t i = 0; i < COUNT(dialect_rows); i++) {
		check(parser, &(struct row){dialect_rows[i].input, dialect_rows[i].want}, 1);
		if (strcmp(syslog_habits(dialect)->name, dialect_rows[i].dialect) != 0)
			fail_msg("%s is %s", dialect_rows[i].input,
				syslog_habits(dialect)->name);
	}
	parser->context.dialect = NULL;
}

/* Host or tag? The form does not tell; a dialect that is set does. */
static void what_a_dialect_decides(void **state)
{
	static const struct {
		enum syslog_dialect dialect;
		const char *input, *want;
	} rows[] = {
		{SYSLOG_AUTO, "<13>Aug 29 14:00:03 su: x",
			"1.5 at=2012-08-29T14:00:03.000Z program=su message=x guessed"},
		{SYSLOG_RFC3164, "<13>Aug 29 14:00:03 su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=su program=x guessed"},
		{SYSLOG_LINUX, "<13>Aug 29 14:00:03 su: x",
			"1.5 at=2012-08-29T14:00:03.000Z program=su message=x guessed"},
		{SYSLOG_AUTO, "<13>Aug 29 14:00:03 Interface down",
			"1.5 at=2012-08-29T14:00:03.000Z host=Interface message=down guessed"},
		{SYSLOG_CISCO_IOS, "<13>Aug 29 14:00:03 Interface down",
			"1.5 at=2012-08-29T14:00:03.000Z message=Interface down guessed"},
		{SYSLOG_CISCO_IOS, "<13>Aug 29 14:00:03 r1 %LINK-3-UPDOWN: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=r1 program=%LINK-3-UPDOWN "
			"tag=LINK-3-UPDOWN message=x guessed"},
		{SYSLOG_AUTO, "<13>Aug 29 14:00:03 h tag text",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message=tag text guessed"},
		{SYSLOG_LINUX, "<13>Aug 29 14:00:03 h tag text",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=tag message=text "
			"guessed"},
		{SYSLOG_NOKIA_SROS,
			"<13>Aug 29 14:00:03 h SITE7: 23 Base LOGGER-MINOR-x-2 [y]: z",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=SITE7 "
			"tag=LOGGER-MINOR-x-2 "
			"message=[y]: z guessed"},
		{SYSLOG_JUNOS, "<13>Aug 29 14:00:03 h fpc0 %X-3-A_B: z",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message=fpc0 %X-3-A_B: z "
			"guessed"},
		{SYSLOG_RFC3164, "<13>Aug 29 14:00:03 last message repeated 3 times",
			"1.5 at=2012-08-29T14:00:03.000Z message=last message repeated 3 times "
			"guessed"},
		{SYSLOG_LINUX, "<13>Aug 29 14:00:03 h last message repeated 3 times",
			"1.5 at=2012-08-29T14:00:03.000Z host=h "
			"message=last message repeated 3 times guessed"},
		{SYSLOG_AUTO, "<13>Aug 29 14:00:03 last message repeated 3 times",
			"1.5 at=2012-08-29T14:00:03.000Z message=last message repeated 3 times "
			"guessed"},
	};
	struct parser *parser = *state;
	struct syslog_profile profile = {0};

	parser->context.profile = &profile;
	for (size_t i = 0; i < COUNT(rows); i++) {
		profile.dialect = rows[i].dialect;
		check(parser, &(struct row){rows[i].input, rows[i].want}, 1);
	}
	parser->context.profile = NULL;
}

static void hosts(void **state)
{
	static const struct row rows[] = {
		{"<13>Aug 29 14:00:03 192.0.2.1: %ACE-3-251010: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=192.0.2.1 program=%ACE-3-251010 "
			"tag=ACE-3-251010 message=x guessed"},
		{"<13>Aug 29 14:00:03 user.info h authp: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=authp message=x "
			"guessed"},
		{"<13>Aug 29 14:00:03 h local7.warn authp: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=authp message=x "
			"guessed"},
		{"<13>Aug 29 14:00:03 [na1:wafl.done:notice]: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=na1 "
			"message=[na1:wafl.done:notice]: x "
			"guessed"},
		{"<13>Aug 29 14:00:03 a=1 b=2",
			"1.5 at=2012-08-29T14:00:03.000Z message=a=1 b=2 guessed"},
		{"<13>Aug 29 14:00:03 h\xc3\xb6st su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h\xc3\xb6st program=su message=x "
			"guessed"},
	};

	check(*state, rows, COUNT(rows));
}

/* What is not UTF-8 is read as Latin-1 unless the source is known; EVENT_RAW stays. */
static void text_of_other_character_sets(void **state)
{
	static const struct row rows[] = {
		{"\xef\xbb\xbf<13>Aug 29 14:00:03 h su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=x guessed"},
		{"<13>Aug 29 14:00:03 h su: caf\xe9",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=caf\xc3\xa9 "
			"guessed charset"},
		{"<13>Aug 29 14:00:03 h su: caf\xc3\xa9",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=caf\xc3\xa9 "
			"guessed"},
		{"caf\xe9", "1.5 message=caf\xc3\xa9 malformed no-pri no-time charset"},
	};
	struct parser *parser = *state;

	check(parser, rows, COUNT(rows));
	assert_true(slice_equals(event_get(parser->space, EVENT_RAW), "caf\xe9"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dialects),
		cmocka_unit_test(what_a_dialect_decides),
		cmocka_unit_test(hosts),
		cmocka_unit_test(text_of_other_character_sets),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
