# SPDX-License-Identifier: Apache-2.0
# One scenario for each behaviour of the engine, over a small pack of rules and a small shop.
EXTRA_DIST += \
	tests/scenario/acknowledge.scn \
	tests/scenario/acknowledged_stays.scn \
	tests/scenario/age.scn \
	tests/scenario/clear_all.scn \
	tests/scenario/clear_by_hand.scn \
	tests/scenario/clock.scn \
	tests/scenario/close_by_hand.scn \
	tests/scenario/counters.scn \
	tests/scenario/customers.scn \
	tests/scenario/down.scn \
	tests/scenario/down_lost.scn \
	tests/scenario/downstream.scn \
	tests/scenario/downstream_takeover.scn \
	tests/scenario/elected.scn \
	tests/scenario/escalated.scn \
	tests/scenario/explains_joins.scn \
	tests/scenario/gap_hold.scn \
	tests/scenario/gap_linger.scn \
	tests/scenario/gap_need.scn \
	tests/scenario/gap_reopen.scn \
	tests/scenario/key_missing.scn \
	tests/scenario/link_by_name.scn \
	tests/scenario/link_explains.scn \
	tests/scenario/link_far_end.scn \
	tests/scenario/link_key.scn \
	tests/scenario/loss.scn \
	tests/scenario/need_count.scn \
	tests/scenario/need_distinct.scn \
	tests/scenario/outcomes_off.scn \
	tests/scenario/quarantine.scn \
	tests/scenario/quarantine_repeats.scn \
	tests/scenario/raise_repeat_clear.scn \
	tests/scenario/relay.scn \
	tests/scenario/reopen.scn \
	tests/scenario/route_escalated.scn \
	tests/scenario/routes.scn \
	tests/scenario/same_class.scn \
	tests/scenario/same_fields.scn \
	tests/scenario/scope_link.scn \
	tests/scenario/scope_node.scn \
	tests/scenario/scope_site.scn \
	tests/scenario/services.scn \
	tests/scenario/severity.scn \
	tests/scenario/shed.scn \
	tests/scenario/symptom_guess.scn \
	tests/scenario/takeover.scn \
	tests/scenario/takeover_announced.scn \
	tests/scenario/takeover_hold.scn \
	tests/scenario/takeover_pending.scn \
	tests/scenario/transient.scn \
	tests/scenario/unknown_guess.scn \
	tests/scenario/unknown_node.scn \
	tests/scenario/update_throttle.scn \
	tests/scenario/updates.scn \
	tests/scenario/window.scn \
	tests/scenario/window_after.scn \
	tests/scenario/window_before.scn
SCRIPT_TESTS += tests/scenario/all.sh
# A snapshot of a thousand alarms after each of a thousand records.
LONG_TESTS += tests/scenario/large/unknown_many.scn
EXTRA_DIST += \
	tests/scenario/rules/alarms.rules \
	tests/scenario/rules/faults.rules \
	tests/scenario/inventory/platforms.cfg \
	tests/scenario/inventory/links.csv \
	tests/scenario/inventory/nodes.csv \
	tests/scenario/takeover_hold/hold.rules \
	tests/scenario/routes.conf
