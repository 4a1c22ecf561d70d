# SPDX-License-Identifier: Apache-2.0
# Each header compiles alone. Two compilers at a time, each with half of the headers.
. "$(dirname "$0")/lib.sh"

compile_alone()
{
	files '*.h' | xargs -r -P 2 -n 40 ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Icorrelator -Itests \
		${LIBRARY_CFLAGS-} -fsyntax-only -x c 2>&1 || :
}

check compile_alone
verdict
