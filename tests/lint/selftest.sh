# SPDX-License-Identifier: Apache-2.0
# Each lint can fail: a small tree that all lints accept is spoilt in every way that a lint knows,
# each in a file of its own, and it must say the words for each.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failures=0

licence='/* SPDX-License-Identifier: Apache-2.0 */'

good_tree()
{
	rm -rf "$work/tree"
	mkdir -p "$work/tree/correlator/base" "$work/tree/correlator/rule" \
		"$work/tree/tests/unit/base" "$work/tree/tests/scenario/large"
	cd "$work/tree"
	for file in autogen.sh configure.ac Makefile.am; do
		echo '# SPDX-License-Identifier: Apache-2.0' >"$file"
	done
	printf '%s\n' "$licence" '#include <stddef.h>' '' 'size_t thing(void);' \
		>correlator/base/thing.h
	printf '%s\n' "$licence" '#include "base/thing.h"' '' '#include <stdio.h>' '' \
		'size_t thing(void)' '{' '	return 0;' '}' >correlator/base/thing.c
	printf '%s\n' "$licence" '#include "base/thing.h"' '' 'size_t rule(void);' \
		>correlator/rule/rule.h
	echo "$licence" >tests/unit/base/test_thing.c
	echo '# SPDX-License-Identifier: Apache-2.0' >tests/scenario/large/storm.scn
	cat >>Makefile.am <<-'END'
		lib = correlator/base/thing.c correlator/base/thing.h \
			correlator/rule/rule.h
		unit_tests = tests/unit/base/test_thing
		source = tests/unit/base/test_thing.c
		TESTS = $(unit_tests) \
			tests/scenario/large/storm.scn
	END
}

# accepts LINT: no complaint about the tree as it is.
accepts()
{
	if output=$("$SHELL" "$here/$1.sh" "$work/tree" 2>&1); then
		return
	fi
	printf '%s.sh complains about a good tree:\n%s\n' "$1" "$output"
	failures=$((failures + 1))
}

# refuses LINT WORDS...: it exits with 1 and says all of them. The tree is made good again.
refuses()
{
	lint=$1
	shift
	status=0
	output=$("$SHELL" "$here/$lint.sh" "$work/tree" 2>&1) || status=$?
	for words; do
		case $status:$output in
		1:*"$words"*) ;;
		*)
			printf '%s.sh should say "%s"; status %s and:\n%s\n' \
				"$lint" "$words" "$status" "$output"
			failures=$((failures + 1)) ;;
		esac
	done
	good_tree
}

# lines N: a function body of that many lines.
lines()
{
	awk -v n="$1" 'BEGIN { while (n--) print "\t;" }'
}

SHELL=${SHELL:-/bin/sh}
good_tree
for lint in floors headers size listed text; do
	accepts $lint
done

# other NAME LINE: another source of base/.
other()
{
	printf '%s\n' "$2" >"correlator/base/$1.c"
}

mkdir correlator/snmp correlator/attic
other up '#include "rule/rule.h"'
echo '#include "rule/rule.h"' >correlator/snmp/beside.c
other short '#include "thing.h"'
other sqlite '#include <sqlite3.h>'
other jansson '#include <jansson.h>'
other glib '#include <glib.h>'
printf '#include <stdio.h>\n#include "base/thing.h"\n' >correlator/base/thing.c
echo '#include <stdio.h>' >correlator/attic/old.c
refuses floors \
	'up.c:1: base (floor 1) includes "rule/rule.h" (floor 4)' \
	'beside.c:1: snmp (floor 4) includes "rule/rule.h" (floor 4)' \
	'short.c:1: include "thing.h" is not of the form' \
	'<sqlite3.h> belongs to' \
	'<jansson.h> belongs to' \
	'<glib.h> is neither' \
	'the first include is <stdio.h>, it must be "base/thing.h"' \
	'folder attic/ has no floor'

echo 'bool is_rule(void);' >>correlator/rule/rule.h
printf '%s\n' '#include <stdbool.h>' '#include "base/late.h"' >correlator/base/late.c
echo 'bool is_late(void);' >correlator/base/late.h
refuses headers 'correlator/rule/rule.h' 'correlator/base/late.h'

lines 500 >>correlator/base/thing.h
{ printf 'void long_one(int a,\n\tint b)\n{\n'; lines 77; echo '}'; } >>correlator/base/thing.c
{ printf 'void hidden(void) {\n'; lines 100; echo '}'; } >correlator/base/brace.c
refuses size \
	'correlator/base/thing.h: more than 500 lines' \
	'long_one() has 81 lines' \
	'the brace of a function stands on its own line'

echo "$licence" >correlator/base/extra.c
echo '# x' >tests/scenario/large/calm.scn
sed -i 's/^TESTS.*/TESTS = \\/' Makefile.am
refuses listed \
	'correlator/base/extra.c: not listed' \
	'tests/scenario/large/calm.scn: no TESTS names it' \
	'tests/unit/base/test_thing: no TESTS names it'

echo 'int x;' >correlator/base/thing.c
printf '/* caf\303\251 */\n' >correlator/base/accent.c
echo '/* see /home''/somebody/notes */' >>correlator/base/thing.h
refuses text \
	'correlator/base/thing.c: no SPDX-License-Identifier' \
	'a character beyond ASCII' \
	'a path of one machine only'

[ "$failures" = 0 ] || exit 1
