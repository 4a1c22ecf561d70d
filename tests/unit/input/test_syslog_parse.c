/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "unit/input/rows.h"

static void rfc3164(void **state)
{
	static const struct row rows[] = {
		{"<131>Aug 29 14:00:03 vms-par2-07 vmapp[311]: process mwi died",
			"16.3 at=2012-08-29T14:00:03.000Z host=vms-par2-07 program=vmapp "
			"pid=311 "
			"message=process mwi died guessed"},
		{"<0>Oct  1 10:52:01 10.1.2.3 sched[0]: That's All Folks!",
			"0.0 at=2012-10-01T10:52:01.000Z host=10.1.2.3 program=sched pid=0 "
			"message=That's All Folks! guessed"},
		{"<13>Aug 29 14:00:03 2001:db8::1 su: hello",
			"1.5 at=2012-08-29T14:00:03.000Z host=2001:db8::1 program=su "
			"message=hello guessed"},
		/* Two blanks behind the host: no tag. */
		{"<13>Aug 29 14:00:03 h  count:1",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message=count:1 guessed"},
		/* A word alone is no program. */
		{"<13>Aug 29 14:00:03 h Use the force",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message=Use the force guessed"},
		{"<13>Aug 29 14:00:03 h {\"a\": 1}",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message={\"a\": 1} guessed"},
		{"<13>Aug 29 14:00:03 h cron[12] no colon",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=cron pid=12 "
			"message=no colon guessed"},
		{"<13>Aug 29 14:00:03 h x[]: y",
			"1.5 at=2012-08-29T14:00:03.000Z host=h message=x[]: y guessed"},
		{"<13>Aug 29 14:00:03 h last message repeated 3 times",
			"1.5 at=2012-08-29T14:00:03.000Z host=h "
			"message=last message repeated 3 times guessed"},
		{"<13>Aug 29 14:00:03 h", "1.5 at=2012-08-29T14:00:03.000Z host=h guessed"},
		{"<13>Aug 29 14:00:03", "1.5 at=2012-08-29T14:00:03.000Z guessed"},
	};

	check(*state, rows, COUNT(rows));
}

/* As network elements name what they say. */
static void vendor_tags(void **state)
{
	static const struct row rows[] = {
		{"<189>521: router1: *Aug 29 14:00:03.044: %LINK-5-CHANGED: Interface x is "
		 "down",
			"23.5 at=2012-08-29T14:00:03.044Z host=router1 program=%LINK-5-CHANGED "
			"tag=LINK-5-CHANGED message=Interface x is down guessed"},
		{"<189>30: Aug 29 14:00:03.055 CET: %SYS-5-CONFIG_I: Configured",
			"23.5 at=2012-08-29T14:00:03.055Z program=%SYS-5-CONFIG_I "
			"tag=SYS-5-CONFIG_I message=Configured guessed"},
		{"<187>Aug 29 14:00:03 xr1 ifmgr[214]: %PKT_INFRA-LINK-3-UPDOWN : Interface x",
			"23.3 at=2012-08-29T14:00:03.000Z host=xr1 program=ifmgr pid=214 "
			"tag=PKT_INFRA-LINK-3-UPDOWN message=Interface x guessed"},
		{"<190>sw01: 2012 Aug 29 14:00:03 UTC: %ETHPORT-5-IF_UP: Interface is up",
			"23.6 at=2012-08-29T14:00:03.000Z host=sw01 program=%ETHPORT-5-IF_UP "
			"tag=ETHPORT-5-IF_UP message=Interface is up"},
		{"<165>Aug 29 14:00:03 veos01 Ebra: %LINEPROTO-5-UPDOWN: Line protocol",
			"20.5 at=2012-08-29T14:00:03.000Z host=veos01 program=Ebra "
			"tag=LINEPROTO-5-UPDOWN message=Line protocol guessed"},
		{"<188>Aug 29 2012 14:00:03 bng1 %%01IFNET/4/LINK_STATE(l)[7]:The line "
		 "protocol",
			"23.4 at=2012-08-29T14:00:03.000Z host=bng1 "
			"program=%%01IFNET/4/LINK_STATE(l) pid=7 tag=IFNET/4/LINK_STATE "
			"message=The line protocol guessed"},
		{"<28>Aug 29 14:00:03 mx1 mib2d[1234]: SNMP_TRAP_LINK_DOWN: ifIndex 5",
			"3.4 at=2012-08-29T14:00:03.000Z host=mx1 program=mib2d pid=1234 "
			"tag=SNMP_TRAP_LINK_DOWN message=ifIndex 5 guessed"},
		{"<165>1 2012-08-29T14:00:03Z mx1 mgd 3046 UI_DBASE_LOGOUT "
		 "[junos@2636.1.1.1.2.18 "
		 "username=\"user\"] User exits",
			"20.5 at=2012-08-29T14:00:03.000Z host=mx1 program=mgd pid=3046 "
			"msgid=UI_DBASE_LOGOUT sd=[junos@2636.1.1.1.2.18 username=\"user\"] "
			"tag=UI_DBASE_LOGOUT message=User exits 5424"},
		{"<188>Aug 29 14:00:03 10.1.1.1 TMNX: 2303 Base PORT-MINOR-etherAlarmSet-2017 "
		 "[Port 1/1/1]: Alarm",
			"23.4 at=2012-08-29T14:00:03.000Z host=10.1.1.1 program=TMNX "
			"tag=PORT-MINOR-etherAlarmSet-2017 message=[Port 1/1/1]: Alarm "
			"guessed"},
		/* None of them. */
		{"<13>Aug 29 14:00:03 h app: WARNING: 100% of it",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=app "
			"message=WARNING: 100% of it guessed"},
		{"<13>Aug 29 14:00:03 h app: %s: no-name",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=app message=%s: "
			"no-name "
			"guessed"},
		{"<13>Aug 29 14:00:03 h app: %LINK-5-CHANGED", /* no colon */
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=app "
			"message=%LINK-5-CHANGED guessed"},
		{"<13>Aug 29 14:00:03 h TMNX: started",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=TMNX message=started "
			"guessed"},
	};

	check(*state, rows, COUNT(rows));
}

static void parts_may_be_missing(void **state)
{
	static const struct row rows[] = {
		/* No host. */
		{"<13>Aug 29 14:00:03 vmapp[311]: died",
			"1.5 at=2012-08-29T14:00:03.000Z program=vmapp pid=311 message=died "
			"guessed"},
		{"<13>Aug 29 14:00:03 vmapp: died",
			"1.5 at=2012-08-29T14:00:03.000Z program=vmapp message=died guessed"},
		{"<13>Aug 29 14:00:03 %SYS-5-RESTART: up",
			"1.5 at=2012-08-29T14:00:03.000Z program=%SYS-5-RESTART "
			"tag=SYS-5-RESTART message=up guessed"},
		/* No PRI. */
		{"Aug 29 14:00:03 h su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=x no-pri "
			"guessed"},
		/* No time: then there is no host either. */
		{"<27>xapi: [error] dead", "3.3 program=xapi message=[error] dead no-time"},
		{"<27>all is lost", "3.3 message=all is lost no-time"},
		{"<13>", "1.5 no-time"},
		{"<27>  indented", "3.3 message=  indented no-time"},
		{"<27> xapi:  dead", "3.3 program=xapi message= dead no-time"},
		/* A stamp that cannot be. */
		{"<13>Feb 30 12:00:00 h su: x", "1.5 host=h program=su message=x no-time"},
		{"<13>Aug 29 25:00:00 h su: x", "1.5 host=h program=su message=x no-time"},
		/* Neither PRI nor time: anything at all. */
		{"This is a message!",
			"1.5 message=This is a message! malformed no-pri no-time"},
		{"", "1.5 malformed no-pri no-time"},
	};

	check(*state, rows, COUNT(rows));
}

static void priorities(void **state)
{
	static const struct row rows[] = {
		{"<191>x", "23.7 message=x no-time"},
		{"<192>x", "1.5 message=x malformed no-pri no-time"},
		{"<192>Aug 29 14:00:03 h su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=x no-pri "
			"guessed"},
		{"<007>x", "1.5 message=x malformed no-pri no-time"},
		{"<>x", "1.5 message=<>x malformed no-pri no-time"},
		{"<-1>x", "1.5 message=<-1>x malformed no-pri no-time"},
		{"<0013>x", "1.5 message=<0013>x malformed no-pri no-time"},
		{"<13x", "1.5 message=<13x malformed no-pri no-time"},
		{"<99999999999999999999>x",
			"1.5 message=<99999999999999999999>x malformed no-pri no-time"},
	};

	check(*state, rows, COUNT(rows));
}

static void cisco(void **state)
{
	static const struct row rows[] = {
		{"<189>123: *Mar  1 00:00:00.000: %LINK-3-UPDOWN: Interface up",
			"23.5 at=2012-03-01T00:00:00.000Z program=%LINK-3-UPDOWN "
			"tag=LINK-3-UPDOWN message=Interface up guessed"},
		{"<189>123: .Aug 29 11:59:00.250 UTC: %LINK-3-UPDOWN: up",
			"23.5 at=2012-08-29T11:59:00.250Z program=%LINK-3-UPDOWN "
			"tag=LINK-3-UPDOWN message=up guessed"},
		{"<189>45: gw-7: 000123: Aug 29 11:59:00: %LINK-3-UPDOWN: up",
			"23.5 at=2012-08-29T11:59:00.000Z host=gw-7 program=%LINK-3-UPDOWN "
			"tag=LINK-3-UPDOWN message=up guessed"},
		{"<189>: 2012 Aug 29 11:59:00 UTC: %ETH-5-UP: up",
			"23.5 at=2012-08-29T11:59:00.000Z program=%ETH-5-UP "
			"tag=ETH-5-UP message=up"},
		/* A time since the start of the device is none of ours. */
		{"<189>123: 1d02h: %LINK-3-UPDOWN: up",
			"23.5 program=%LINK-3-UPDOWN tag=LINK-3-UPDOWN message=up no-time"},
		{"<189>gw-7: 00:01:01: %LINK-3-UPDOWN: up",
			"23.5 host=gw-7 program=%LINK-3-UPDOWN tag=LINK-3-UPDOWN message=up "
			"no-time"},
	};

	check(*state, rows, COUNT(rows));
}

static void rfc5424(void **state)
{
	static const struct row rows[] = {
		{"<34>1 2003-10-11T22:14:15.003Z my.example.com su - ID47 - 'su root' failed",
			"4.2 at=2003-10-11T22:14:15.003Z host=my.example.com program=su "
			"msgid=ID47 message='su root' failed 5424"},
		{"<165>1 2003-08-24T05:14:15.000003-07:00 192.0.2.1 proc 8710 - - %% x",
			"20.5 at=2003-08-24T12:14:15.000Z host=192.0.2.1 program=proc pid=8710 "
			"message=%% x 5424"},
		{"<165>1 2003-10-11T22:14:15.003Z h e - I [a@1 b=\"c\"][d@2 e=\"\\]\\\"\"] msg",
			"20.5 at=2003-10-11T22:14:15.003Z host=h program=e msgid=I "
			"sd=[a@1 b=\"c\"][d@2 e=\"\\]\\\"\"] message=msg 5424"},
		{"<13>1 - - - - - -", "1.5 no-time 5424"},
		{"<13>1 - - - - - [x]", "1.5 sd=[x] no-time 5424"},
		{"<13>1 - h a p m - \xef\xbb\xbf"
		 "caf\xc3\xa9",
			"1.5 host=h program=a pid=p msgid=m message=caf\xc3\xa9 no-time 5424"},
		{"<13>1 - - - - - - two\nlines", "1.5 message=two\nlines no-time 5424"},
		/* No such time: the rest is as good as ever. */
		{"<13>1 0000-00-00T00:00:00Z h a - - - x",
			"1.5 host=h program=a message=x no-time 5424"},
		/* A leap second is the first of the next minute. */
		{"<13>1 2024-02-29T23:59:60Z h a - - - x",
			"1.5 at=2024-03-01T00:00:00.000Z host=h program=a message=x 5424"},
		/* Structured data that does not end. */
		{"<13>1 - h - - - [a b=\"c",
			"1.5 host=h message=[a b=\"c malformed no-time 5424"},
		{"<13>1 - h - - - [a][b x",
			"1.5 host=h sd=[a] message=[b x malformed no-time 5424"},
		/* Stamps of other forms. */
		{"<13>1 2012-08-29T14:00:03 h a - - - x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=a message=x guessed "
			"5424"},
		{"<13>1 2012-08-29T14:00:03+0200 h a - - - x",
			"1.5 at=2012-08-29T12:00:03.000Z host=h program=a message=x 5424"},
		/* Without PRI. */
		{"1 2012-08-29T14:00:03Z h a - - - x", "1.5 at=2012-08-29T14:00:03.000Z host=h "
						       "program=a message=x no-pri 5424"},
		/* Not of this form: no version, or too few names. */
		{"<13>0 - - - - - -", "1.5 message=0 - - - - - - no-time"},
		{"<13>1000 - - - - - - x", "1.5 message=1000 - - - - - - x no-time"},
		{"<13>1 user logged in", "1.5 message=1 user logged in no-time"},
		{"<13>1 - - -   - - -", "1.5 message=1 - - -   - - - no-time"},
		{"<13>1 - - - - - X", "1.5 message=1 - - - - - X no-time"},
	};

	check(*state, rows, COUNT(rows));
}

/* Every part must be as RFC 5424 has it, for RFC 3164's lines may have such stamps too. */
static void rfc5424_without_version(void **state)
{
	static const struct row rows[] = {
		{"<34>2012-08-29T14:00:03.003Z h su - ID47 - failed",
			"4.2 at=2012-08-29T14:00:03.003Z host=h program=su msgid=ID47 "
			"message=failed 5424"},
		{"<34>2012-08-29T14:00:03+02:00 h su 12 - [a@1 b=\"c\"] x",
			"4.2 at=2012-08-29T12:00:03.000Z host=h program=su pid=12 "
			"sd=[a@1 b=\"c\"] message=x 5424"},
		{"<34>2012-08-29T14:00:03Z h su logged in - x",
			"4.2 at=2012-08-29T14:00:03.000Z host=h message=su logged in - x"},
		{"<34>2012-08-29T14:00:03Z h su: 1 2 - x",
			"4.2 at=2012-08-29T14:00:03.000Z host=h program=su message=1 2 - x"},
		{"<34>2012-08-29T14:00:03 h su 1 2 - x",
			"4.2 at=2012-08-29T14:00:03.000Z host=h message=su 1 2 - x guessed"},
		{"<34>2012-08-29T14:00:03Z h su 1 2 [x",
			"4.2 at=2012-08-29T14:00:03.000Z host=h message=su 1 2 [x"},
		{"<34>2012-08-29T14:00:03Z h su[1]: x - - - - -",
			"4.2 at=2012-08-29T14:00:03.000Z host=h program=su pid=1 "
			"message=x - - - - -"},
	};

	check(*state, rows, COUNT(rows));
}

/* rsyslog passes the blank behind a tag of RFC 3164 on. */
static void a_blank_before_the_text(void **state)
{
	static const struct row rows[] = {
		{"<13>1 - h a - - -  x", "1.5 host=h program=a message=x no-time 5424"},
		{"<13>1 - h a - - -   x", "1.5 host=h program=a message=  x no-time 5424"},
		{"<13>1 - h a - M -  x",
			"1.5 host=h program=a msgid=M message= x no-time 5424"},
		{"<13>1 - h a - - [s]  x",
			"1.5 host=h program=a sd=[s] message= x no-time 5424"},
		{"<13>1 - h a - - -  ", "1.5 host=h program=a message=  no-time 5424"},
	};

	check(*state, rows, COUNT(rows));
}

static void stamps_in_brackets(void **state)
{
	static const struct row rows[] = {
		{"<13>[2012-08-29 14:00:03] connection lost",
			"1.5 at=2012-08-29T14:00:03.000Z message=connection lost guessed"},
		{"[Aug 29 14:00:03] worker thread: started",
			"1.5 at=2012-08-29T14:00:03.000Z message=worker thread: started no-pri "
			"guessed"},
		{"<13>[Aug 29 14:00:03] ne-7 su[12]: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=ne-7 program=su pid=12 message=x "
			"guessed"},
		{"<13>[Aug 29 14:00:03] su[12]: x",
			"1.5 at=2012-08-29T14:00:03.000Z program=su pid=12 message=x guessed"},
		{"<13>[2012-08-29 14:00:03][error] x",
			"1.5 at=2012-08-29T14:00:03.000Z message=[error] x guessed"},
		{"<4>[12345.678901] eth0: link up",
			"0.4 message=[12345.678901] eth0: link up no-time"},
		{"<13>20120829T140003Z h su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=x"},
		{"<13>20120829 140003 h su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=su message=x guessed"},
		{"<13>12345678 123456 packets", "1.5 message=12345678 123456 packets no-time"},
	};

	check(*state, rows, COUNT(rows));
}

/* A host behind another stamp is the origin when two signs say so: syslog's own stamp, a name
 * that is no mere word, a program behind it. */
static void a_relay_in_front(void **state)
{
	static const struct row rows[] = {
		{"<181>Aug 29 14:00:04 relay Aug 29 14:00:03 ise-1 CISE_System 0000001313 1 4 "
		 "x",
			"22.5 at=2012-08-29T14:00:03.000Z host=ise-1 message=CISE_System "
			"0000001313 1 4 x guessed"},
		{"<13>Aug 29 14:00:04 relay Aug 29 14:00:03 origin su[12]: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=origin program=su pid=12 "
			"message=x "
			"guessed"},
		{"<13>Aug 29 14:00:04 relay 2012-08-29T14:00:03Z 10.1.0.7 su: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=10.1.0.7 program=su message=x"},
		{"<13>Aug 29 14:00:04 h Aug 29 14:00:03 battery low",
			"1.5 at=2012-08-29T14:00:04.000Z host=h message=Aug 29 14:00:03 "
			"battery "
			"low guessed"},
		{"<13>Aug 29 14:00:04 h 2012-08-29 14:00:03 WARN pool: x",
			"1.5 at=2012-08-29T14:00:04.000Z host=h message=2012-08-29 14:00:03 "
			"WARN "
			"pool: x guessed"},
		{"<13>Aug 29 14:00:04 h 2012-08-29T14:00:03Z WARN pool: x",
			"1.5 at=2012-08-29T14:00:04.000Z host=h message=2012-08-29T14:00:03Z "
			"WARN pool: x guessed"},
		{"<13>Aug 29 14:00:04 h 1346248803.5 245 2001:db8::7 GET x",
			"1.5 at=2012-08-29T14:00:04.000Z host=h message=1346248803.5 245 "
			"2001:db8::7 GET x guessed"},
		{"<13>Aug 29 14:00:04 h su: Aug 29 14:00:03 ise-1 CISE x",
			"1.5 at=2012-08-29T14:00:04.000Z host=h program=su message=Aug 29 "
			"14:00:03 ise-1 CISE x guessed"},
	};

	check(*state, rows, COUNT(rows));
}

static void ends_of_lines_are_no_part_of_it(void **state)
{
	static const struct {
		struct slice input;
		const char *want;
	} rows[] = {
		{{"<13>x\n", 6}, "<13>x"},
		{{"<13>x\r\n", 7}, "<13>x"},
		{{"<13>x\0", 6}, "<13>x"},
		{{"<13>x\r\n\0\0", 9}, "<13>x"},
		{{"<13>x\r", 6}, "<13>x\r"},
		{{"<13>x\n\n", 7}, "<13>x\n"},
		{{"<13>\n<13>y\n", 11}, "<13>\n<13>y"},
		{{"\0\0", 2}, ""},
		{{"\n", 1}, ""},
	};
	struct parser *parser = *state;

	for (size_t i = 0; i < COUNT(rows); i++) {
		parse(parser, rows[i].input);
		assert_true(slice_equals(event_get(parser->space, EVENT_RAW), rows[i].want));
	}
}

static void nul_bytes_stay(void **state)
{
	struct parser *parser = *state;

	parse(parser, slice_make("<13>Aug 29 14:00:03 h t: foo\0bar", 32));
	assert_true(slice_equal(
		event_get(parser->space, EVENT_MESSAGE), slice_make("foo\0bar", 7)));
}

static void the_peer_is_kept(void **state)
{
	struct parser *parser = *state;
	struct address peer;

	for (size_t i = 0; i < 2; i++) {
		struct address back;

		assert_true(address_parse(slice_of(i ? "2001:db8::7" : "10.1.0.7"), &peer));
		parser->context.peer = &peer;
		parse(parser, slice_of("<13>Aug 29 14:00:03 h t: x"));
		assert_int_equal(event_get(parser->space, EVENT_PEER).length, i ? 16 : 4);
		assert_true(event_peer(parser->space, &back));
		assert_true(address_equal(&peer, &back));
	}
	parser->context.peer = NULL;
}

static void a_relay_names_the_origin(void **state)
{
	struct parser *parser = *state;
	static const struct row rows[] = {
		{"<13>Aug 29 14:00:03 h t: x",
			"1.5 at=2012-08-29T14:00:03.000Z host=h program=t message=x guessed "
			"relayed"},
		{"<13>t: x", "1.5 program=t message=x no-time"},
	};

	parser->context.relayed = true;
	check(parser, rows, COUNT(rows));
	parser->context.relayed = false;
}

/* The longest datagram loses at its end what the peer's address needs. */
static void a_line_too_long_is_cut(void **state)
{
	struct parser *parser = *state;
	struct address peer;
	char *bytes = xmalloc(65536);
	const struct event *event = parser->space;

	memset(bytes, 'A', 65536);
	memcpy(bytes, "<13>", 4);
	address_parse(slice_of("2001:db8::7"), &peer);
	parser->context.peer = &peer;
	parse(parser, slice_make(bytes, 65507));
	assert_int_equal(event->flags & EVENT_CUT, 0);
	assert_int_equal(event_get(event, EVENT_MESSAGE).length, 65503);
	parse(parser, slice_make(bytes, 65536));
	assert_int_equal(event->flags & EVENT_CUT, EVENT_CUT);
	assert_true(event_peer(event, &peer));
	assert_int_equal(event_get(event, EVENT_RAW).length, 65535 - 16);
	parser->context.peer = NULL;
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rfc3164),
		cmocka_unit_test(vendor_tags),
		cmocka_unit_test(parts_may_be_missing),
		cmocka_unit_test(priorities),
		cmocka_unit_test(cisco),
		cmocka_unit_test(rfc5424),
		cmocka_unit_test(rfc5424_without_version),
		cmocka_unit_test(a_blank_before_the_text),
		cmocka_unit_test(stamps_in_brackets),
		cmocka_unit_test(a_relay_in_front),
		cmocka_unit_test(ends_of_lines_are_no_part_of_it),
		cmocka_unit_test(nul_bytes_stay),
		cmocka_unit_test(the_peer_is_kept),
		cmocka_unit_test(a_relay_names_the_origin),
		cmocka_unit_test(a_line_too_long_is_cut),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
