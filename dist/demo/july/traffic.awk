# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# 6 July 2012: what 57 nodes send from 14:50 to 04:50 the next morning, noise included. Times, tiers
# and the order of return are those of the press of the time; what exactly the machines said is
# invented.
#
# returns=N: voice and SMS begin to return N seconds after 14:50 (default 26700: at 22:15), data
# 7200 later, and the story ends 23600 later; with a shorter N all of that shrinks alike.

function step(seconds) { return int(seconds * returns / 26700) }

# --- what happens all day --------------------------------------------------------------------

function noise_line(at,    kind, node) {
	kind = random(5)
	node = all[1 + random(total)]
	if (kind == 0) line(at, node, 86, "sshd", "Accepted publickey for oss from 127.17.9." random(9) " port " (40000 + random(9999)))
	else if (kind == 1) line(at, node, 78, "CRON", "(root) CMD (/usr/lib/collect/collect " random(9) ")")
	else if (kind == 2) line(at, node, 30, "ntpd", "synchronised to 127.17.9.1, stratum " (2 + random(2)))
	else if (kind == 3) line(at, node, 28, "kernel", "eth" random(4) ": link speed 10000 full duplex")
	else line5424(at, node_of("front-end", random(100)), 134, "hlrfe", "transaction " random(99999) " committed")
}

# Phones that did not move kept working: less and less traffic, never none.
function traffic(at,    share) {
	share = 100
	if (at > 600 && at < returns + step(8100))
		share = at < 2400 ? 30 : 10
	if (random(100) < share)
		line(at, node_of("switch", random(100)), 134, "mscd", "call set up trunk=" random(480))
	if (random(100) < share)
		line(at, node_of("smsc", random(100)), 134, "smscd", "message delivered attempts=1")
	if (random(100) < (at > 600 && at < returns + step(18300) ? 10 : 100))
		line5424(at, node_of("gateway", random(100)), 134, "ggsnd", "context activated apn=internet")
}

# --- the database: from 15:06 the tiers contradict one another, and it snowballs -------------

function database_fails(    n, k, at, peer) {
	for (n = 0; n < count["front-end"]; n++)
		for (k = 0; k < 2; k++) {
			peer = node_of("server", n + k * 4)
			at = 960 + n * 2 + k * 7
			if (k == 0)
				trap(at, node_of("front-end", n), "sdDataInconsistent",
					oid[mib "::sdPeer"] ".0 s " peer)
			for (at += 4; at < returns - step(900); at += (at < 1800 ? 40 : step(1500)) + random(30))
				line5424(at, node_of("front-end", n), 130, "hlrfe",
					"update rejected: record from " peer " is inconsistent")
		}
	for (n = 0; n < count["server"]; n++)
		trap(985 + n * 6, node_of("server", n), "sdLoadChanged",
			oid[mib "::sdLoad"] ".0 u 100 " oid[mib "::sdLoadState"] ".0 i 2")
	for (n = 0; n < count["front-end"]; n++)
		for (at = 1000 + n * 3; at < returns - step(1200); at += step(1800) + random(60))
			line5424(at, node_of("front-end", n), 131, "hlrfe",
				"queue map-in overflows, " (2000 + random(9000)) " dialogues dropped")
	for (n = 0; n < count["database"]; n++)
		line5424(1050 + n * 5, node_of("database", n), 132, "sddb",
			"replication from " node_of("server", n) " is " (60 + random(900)) " s behind")
}

function database_returns(    n, k) {
	for (n = 0; n < count["database"]; n++)
		line5424(returns - step(3600) + n * 9, node_of("database", n), 134, "sddb",
			"replication from " node_of("server", n) " has caught up")
	for (n = 0; n < count["server"]; n++)
		trap(returns - step(1500) + n * 4, node_of("server", n), "sdLoadChanged",
			oid[mib "::sdLoad"] ".0 u 40 " oid[mib "::sdLoadState"] ".0 i 1")
	for (n = 0; n < count["front-end"]; n++) {
		line5424(returns - step(1100) + n * 5, node_of("front-end", n), 134, "hlrfe",
			"queue map-in has room again")
		for (k = 0; k < 2; k++)
			trap(returns - step(600) + n * 7 + k * 3, node_of("front-end", n),
				"sdDataConsistent", oid[mib "::sdPeer"] ".0 s " node_of("server", n + k * 4))
	}
}

# --- everybody else: first, and louder -------------------------------------------------------

function others_suffer(    n, at) {
	for (n = 0; n < count["switch"]; n++)
		for (at = 660 + n * 9; at < returns; at += (at < 1500 ? 8 : step(900)) + random(10))
			line(at, node_of("switch", n), 131, "mscd",
				"location update failed: no answer from home register")
	for (n = 0; n < count["smsc"]; n++)
		for (at = 760 + n * 11; at < returns; at += (at < 1500 ? 20 : step(1200)) + random(20))
			line(at, node_of("smsc", n), 131, "smscd",
				"no routing information for " (100 + random(9000)) " messages")
	for (n = 0; n < count["gateway"]; n++)
		for (at = 800 + n * 7; at < returns + step(7200); at += (at < 1500 ? 9 : step(1000)) + random(10))
			line5424(at, node_of("gateway", n), 131, "sgsnd", "attach rejected: home register unreachable")
	for (n = 0; n < count["prepaid"]; n++)
		for (at = 900 + n * 20; at < returns; at += step(1800) + random(60))
			line5424(at, node_of("prepaid", n), 132, "scpd", (50 + random(900)) " dialogues timed out")
}

# One after the other, on purpose: everybody registers again. Voice and SMS from 22:15 to 00:30,
# data from 00:15 to 03:20.
function others_return(    n) {
	for (n = 0; n < count["switch"]; n++)
		line(returns + step(8100) * (n + 1) / count["switch"], node_of("switch", n), 134, "mscd",
			"location updates succeed")
	for (n = 0; n < count["smsc"]; n++)
		line(returns + step(7800) * (n + 1) / count["smsc"], node_of("smsc", n), 134, "smscd",
			"routing information is available")
	for (n = 0; n < count["prepaid"]; n++)
		line5424(returns + step(3000) + 60 * n, node_of("prepaid", n), 134, "scpd",
			"dialogues are answered in time")
	for (n = 0; n < count["gateway"]; n++)
		line5424(returns + step(7200) + step(11100) * (n + 1) / count["gateway"],
			node_of("gateway", n), 134, "sgsnd", "attaches succeed")
}

BEGIN {
	month = "Jul"; day = 6; clock = 14 * 3600 + 50 * 60
	mib = "SUBSCRIBER-DATABASE-MIB"
	if (returns == "") returns = 26700
}

END {
	for (at = 0; at < returns + step(18300) + 5300; at += 8) {
		noise_line(at)
		if (evidence && at % 16 == 0)
			traffic(at + 1)
	}
	database_fails()
	others_suffer()
	database_returns()
	others_return()
}
