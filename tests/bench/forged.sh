# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A million forged senders in the table of accounts.
. "$(dirname "$0")/../system/lib.sh"
read -r each longest copy memory <<END
$("$build/tests/bench/forged")
END
is_sanitized || [ "$memory" -le 65536 ] ||
	fail "the table takes $memory KiB"
echo "figures: a million senders: $each ns each, $longest us the longest; $copy us for a copy of the" \
	"table; $memory KiB"
