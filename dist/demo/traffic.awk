# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# The voicemail outage: what 42 nodes of five platforms send from 13:50 to 18:35, noise included.
# returns=N: the platform begins to return N seconds after 13:50 (default 14200: at 17:46). after=N: the
# story ends so many seconds later (2900), of which all that fell ill needs 700.

# --- what happens all day --------------------------------------------------------------------

function evidence_line(at,    kind) {
	kind = random(3)
	if (kind == 0)
		line(at, node_of("switch", random(100)), 134, "mscd",
			"call set up trunk=" random(480) " answer=" (2 + random(9)) "s")
	else if (kind == 1)
		line(at, node_of("smsc", random(100)), 134, "smscd",
			"message delivered attempts=1 part=" (1 + random(3)))
	else
		line5424(at, node_of("gateway", random(100)), 134, "ggsnd",
			"context activated apn=internet qci=" (5 + random(5)))
}

function noise_line(at,    kind, node) {
	kind = random(7)
	node = all[1 + random(total)]
	if (kind == 0) line(at, node, 86, "sshd", "Accepted publickey for oss from 127.16.9." random(9) " port " (40000 + random(9999)))
	else if (kind == 1) line(at, node, 78, "CRON", "(root) CMD (/usr/lib/collect/collect " random(9) ")")
	else if (kind == 2) line(at, node, 30, "ntpd", "synchronised to 127.16.9.1, stratum " (2 + random(2)))
	else if (kind == 3) line5424(at, node, 29, "bgpd", "keepalive timer jitter " random(90) " ms")
	else if (kind == 4) line(at, node, 28, "kernel", "eth" random(4) ": link speed 10000 full duplex")
	else if (kind == 5) line(at, node_of("database", random(100)), 30, "hlrd", "replication lag " random(40) " ms")
	else line(at, node, 13, "snmpd", "Connection from UDP: [127.16.9.1]:" (40000 + random(9999)))
}

# --- the fault: an update at 13:55, an application problem from 14:00 to 18:00 ---------------

function platform_fails(n,    node, at, a) {
	node = node_of("vms", n)
	line(300 + n * 4, node, 29, "installer", "software update 4.2.1 applied, restarting services")
	for (a = 1; a <= 3; a++) {
		at = 603 + n * 3 + a * 5
		line(at, node, 131, "vmapp", "process " app[a] " died on signal 11")
		if (a < 3)
			trap(at + 1, node, "vmApplicationFailed",
				varbind("vmAppName", a, "s", app[a]) varbind("vmAppState", a, "i", 2))
		# The watchdog starts it again, in vain.
		for (at += 60; at < returns - 100; at += (at < 2400 ? 60 : 420) + random(30))
			line(at, node, 131, "vmapp", "process " app[a] " died on signal 11")
	}
	for (at = 640 + n * 2; at < returns - 200; at += 1500 + random(120))
		trap(at, node, "vmQueueOverflow",
			varbind("vmQueueName", 1, "s", "deposit") varbind("vmQueueDepth", 1, "u", 20000 + at))
	for (at = 625 + n; at < returns - 200; at += 240 + random(60))
		line(at, node, 132, "vmgate", "response time " (4000 + random(9000)) " ms exceeds limit 2000")
}

function neighbours_suffer(    n, at) {
	for (n = 0; n < count["switch"]; n++)
		for (at = 612 + n; at < returns; at += (at < 1800 ? 15 : 200) + random(10))
			line(at, node_of("switch", n), 132, "mscd",
				"voicemail deposit failed: no answer from platform")
	for (n = 0; n < count["smsc"]; n++)
		for (at = 700 + 9 * n; at < returns; at += 600 + random(60))
			line(at, node_of("smsc", n), 132, "smscd",
				"message waiting backlog " (1500 + int(at / 3)))
}

function platform_returns(n,    node, at, a) {
	node = node_of("vms", n)
	for (a = 1; a <= 3; a++) {
		at = returns + n * 40 + a * 8
		line(at, node, 134, "vmapp", "process " app[a] " running, all checks passed")
		if (a < 3)
			trap(at + 1, node, "vmApplicationStarted",
				varbind("vmAppName", a, "s", app[a]) varbind("vmAppState", a, "i", 3))
	}
	trap(returns + 520 + n, node, "vmQueueNormal",
		varbind("vmQueueName", 1, "s", "deposit") varbind("vmQueueDepth", 1, "u", 12))
	line(returns + 530 + n, node, 134, "vmgate", "response time back to normal")
	if (evidence)
		for (at = returns + 600; at < returns + after; at += 200)
			line(at, node, 134, "vmapp", "message stored size=" random(90) "s")
}

function neighbours_recover(    n) {
	for (n = 0; n < count["switch"]; n++)
		line(returns + 560 + n, node_of("switch", n), 134, "mscd", "voicemail deposit accepted")
	for (n = 0; n < count["smsc"]; n++)
		line(returns + 570 + n, node_of("smsc", n), 134, "smscd", "message waiting backlog cleared")
}

BEGIN {
	month = "Aug"; day = 29; clock = 13 * 3600 + 50 * 60
	mib = "VOICEMAIL-MIB"
	if (returns == "") returns = 14200
	if (after == "") after = 2900
	app[1] = "mwi"; app[2] = "deposit"; app[3] = "retrieval"
}

END {
	for (at = 0; at < returns + after; at += 4) {
		noise_line(at)
		if (evidence)
			evidence_line(at + 1)
	}
	for (n = 0; n < count["vms"]; n++)
		platform_fails(n)
	neighbours_suffer()
	for (n = 0; n < count["vms"]; n++)
		platform_returns(n)
	neighbours_recover()
}
