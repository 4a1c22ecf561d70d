/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "daemon/kernel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

static void backlog_of_all_processors(void **state)
{
	(void)state;
	assert_int_equal(kernel_backlog_drops(slice_of("")), 0);
	assert_int_equal(
		kernel_backlog_drops(slice_of("001a3e20 0000000f 00000001 00000000\n"
					      "00227bb4 00000010 00000000 00000000\n")),
		31);
	assert_int_equal(kernel_backlog_drops(slice_of("nonsense\n\nff")), 0);
}

static void counters_by_name(void **state)
{
	const struct slice snmp = slice_of("Ip: Forwarding ReasmOKs ReasmFails FragOKs\n"
					   "Ip: 2 5 7 9\n"
					   "Udp: InDatagrams RcvbufErrors\nUdp: 10 3\n");

	(void)state;
	assert_int_equal(kernel_counter(snmp, "Ip:", "ReasmFails"), 7);
	assert_int_equal(kernel_counter(snmp, "Udp:", "RcvbufErrors"), 3);
	assert_int_equal(kernel_counter(snmp, "Udp:", "ReasmFails"), 0);
	assert_int_equal(kernel_counter(snmp, "Tcp:", "ReasmFails"), 0);
	assert_int_equal(
		kernel_counter(slice_of("Ip: ReasmFails\nIp:"), "Ip:", "ReasmFails"), 0);
	assert_int_equal(kernel_counter(slice_of("Ip: ReasmFails"), "Ip:", "ReasmFails"), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(backlog_of_all_processors),
		cmocka_unit_test(counters_by_name),
	};

	return cmocka_run_group_tests_name("kernel", tests, NULL, NULL);
}
