# SPDX-License-Identifier: Apache-2.0
# The subscriber database of 6 July 2012.
begins=2012-07-06T12:49:30Z
rate=${rate:-1000} returns=${returns:-26700}
title='6 July 2012: a subscriber database takes 26 million customers with it'
plot="  61 machines of six platforms, 27 of them the subscriber database in three tiers. From 15:01
  switches, SMS centres and gateways complain, louder and louder; from 15:06 the tiers of the database
  contradict one another. Voice and SMS return from 22:15 to 00:30, data from 00:15 to 03:20. Each
  second here is $rate seconds there. Times that the correlator prints are UTC: 13:06 UTC was 15:06."
middles='2400000:15:30 30000000:23:10'
pack=rules/subscriber-database/subscriber-database.rules
