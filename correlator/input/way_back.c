/* SPDX-License-Identifier: Apache-2.0
 * Copyright 2026 The correlator authors
 */
#include "input/way_back.h"

#include <string.h>
#include <sys/socket.h>

void way_back_prepare(int fd)
{
	int on = 1;

	/* Each fails on a socket of the other family; one for IPv6 tells IPv4 in its form. */
	setsockopt(fd, IPPROTO_IPV6, IPV6_RECVPKTINFO, &on, sizeof(on));
	setsockopt(fd, IPPROTO_IP, IP_PKTINFO, &on, sizeof(on));
}

static bool is_where(const struct cmsghdr *part)
{
	return (part->cmsg_level == IPPROTO_IP && part->cmsg_type == IP_PKTINFO) ||
	       (part->cmsg_level == IPPROTO_IPV6 && part->cmsg_type == IPV6_PKTINFO);
}

/* The interface is left to the route: the answer may have to take another than the question. */
static void forget_interface(struct cmsghdr *part)
{
	struct in6_pktinfo inet6;
	struct in_pktinfo inet;

	if (part->cmsg_level == IPPROTO_IPV6) {
		memcpy(&inet6, CMSG_DATA(part), sizeof(inet6));
		inet6.ipi6_ifindex = 0;
		memcpy(CMSG_DATA(part), &inet6, sizeof(inet6));
	} else {
		memcpy(&inet, CMSG_DATA(part), sizeof(inet));
		inet.ipi_ifindex = 0;
		memcpy(CMSG_DATA(part), &inet, sizeof(inet));
	}
}

bool way_back_make(struct way_back *way, int fd, const struct msghdr *header)
{
	const struct cmsghdr *part = CMSG_FIRSTHDR(header);

	*way = (struct way_back){.fd = fd, .peer_length = header->msg_namelen};
	if (way->peer_length < sizeof(way->peer.inet) || way->peer_length > sizeof(way->peer))
		return false;
	memcpy(&way->peer, header->msg_name, way->peer_length);
	if (part && is_where(part) && part->cmsg_len <= sizeof(way->control)) {
		memcpy(way->control, part, part->cmsg_len);
		way->control_length = CMSG_SPACE(part->cmsg_len - CMSG_LEN(0));
		forget_interface((struct cmsghdr *)(void *)way->control);
	}
	return true;
}

bool way_back_send(const struct way_back *way, struct slice bytes)
{
	struct iovec part = {(void *)bytes.data, bytes.length};
	struct msghdr message = {.msg_name = (void *)&way->peer,
		.msg_namelen = way->peer_length,
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = way->control_length ? (void *)way->control : NULL,
		.msg_controllen = way->control_length};

	return sendmsg(way->fd, &message, MSG_DONTWAIT | MSG_NOSIGNAL) >= 0;
}
