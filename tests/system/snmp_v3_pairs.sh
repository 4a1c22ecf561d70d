# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# snmp_v3.sh with every pair of protocols.
pairs=
for auth in MD5 SHA SHA-224 SHA-256 SHA-384 SHA-512; do
	for priv in none DES AES AES-192 AES-256 AES-192-C AES-256-C; do
		pairs="$pairs $auth:$priv"
	done
done
. "$(dirname "$0")/snmp_v3.sh"
