# SPDX-License-Identifier: Apache-2.0
# Each header compiles alone. The build has shown it of those that a source of theirs includes first.
. "$(dirname "$0")/lib.sh"

without_source()
{
	files '*.h' | awk '{
		source = own = $0
		sub(/h$/, "c", source)
		sub(/^(correlator|tests)\//, "", own)
		line = ""
		while ((getline line < source) > 0 && line !~ /^#include/)
			;
		close(source)
		if (line != "#include \"" own "\"")
			print }'
}

# Two compilers at a time.
compile_alone()
{
	without_source | xargs -r -P 2 -n 20 ${CC:-cc} -std=gnu11 -D_GNU_SOURCE -Icorrelator -Itests \
		${LIBRARY_CFLAGS-} -fsyntax-only -x c 2>&1 || :
}

check compile_alone
verdict
