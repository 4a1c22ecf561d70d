/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 *
 * The way back to the sender of a datagram. An answer must leave from the address that the
 * datagram was sent to, or the sender does not take it for one: a machine with several
 * addresses, or with one that moves between machines, would else answer from whichever the
 * route prefers.
 */
#ifndef INPUT_WAY_BACK_H
#define INPUT_WAY_BACK_H

#include <netinet/in.h>

#include "base/slice.h"

/* Room for the kernel's word on where a datagram was sent to. */
enum { WAY_BACK_CONTROL = CMSG_SPACE(sizeof(struct in6_pktinfo)) };

/* A value; it may be kept and sent to later. */
struct way_back {
	int fd; /* the socket it came by; the caller's */
	socklen_t peer_length;
	union {
		struct sockaddr any;
		struct sockaddr_in inet;
		struct sockaddr_in6 inet6;
	} peer;
	size_t control_length;
	_Alignas(struct cmsghdr) char control[WAY_BACK_CONTROL];
};

/* Asks the kernel to say with each datagram where it was sent to. */
void way_back_prepare(int fd);
/* `header` as recvmsg() filled it, with WAY_BACK_CONTROL bytes of control data. False when the
 * sender has no address of the internet. */
bool way_back_make(struct way_back *way, int fd, const struct msghdr *header);
/* False, with errno, when the kernel does not take it now. */
bool way_back_send(const struct way_back *way, struct slice bytes);

#endif
