# SPDX-License-Identifier: Apache-2.0
# The voicemail outage of late summer 2012.
begins=2012-08-29T11:49:30Z
rate=${rate:-400} returns=${returns:-14200}
title='The voicemail outage of late summer 2012'
plot="  42 nodes of five platforms. At 13:55 a software update on the voicemail platform, from
  14:00 to 18:00 an application problem. Each second here is $rate seconds there. Times that
  the correlator prints are UTC: 12:00 UTC was 14:00 in France."
middles='2400000:14:30'
pack=rules/voicemail/voicemail.rules
