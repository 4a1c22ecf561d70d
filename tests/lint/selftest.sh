# SPDX-License-Identifier: Apache-2.0
# Each lint can fail: a small tree that all lints accept is spoilt in one place at a time, and
# the lint in question must say the words.
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
		"$work/tree/tests/unit/base" "$work/tree/rules/demo"
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
	echo '# SPDX-License-Identifier: Apache-2.0' >rules/demo/storm.scn
	cat >>Makefile.am <<-'END'
		lib = correlator/base/thing.c correlator/base/thing.h \
			correlator/rule/rule.h
		unit_tests = tests/unit/base/test_thing
		source = tests/unit/base/test_thing.c
		TESTS = $(unit_tests) \
			rules/demo/storm.scn
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

# refuses LINT WORDS: it exits with 1 and says the words. The tree is made good again.
refuses()
{
	status=0
	output=$("$SHELL" "$here/$1.sh" "$work/tree" 2>&1) || status=$?
	case $status:$output in
	1:*"$2"*) ;;
	*)
		printf '%s.sh should say "%s"; status %s and:\n%s\n' \
			"$1" "$2" "$status" "$output"
		failures=$((failures + 1)) ;;
	esac
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

echo '#include "rule/rule.h"' >>correlator/base/thing.c
refuses floors 'base (floor 1) includes "rule/rule.h" (floor 4)'
mkdir correlator/snmp
echo '#include "rule/rule.h"' >correlator/snmp/pdu.c
refuses floors 'snmp (floor 4) includes "rule/rule.h" (floor 4)'
echo '#include "thing.h"' >>correlator/base/thing.c
refuses floors 'include "thing.h" is not of the form'
echo '#include <sqlite3.h>' >>correlator/base/thing.c
refuses floors '<sqlite3.h> belongs to'
echo '#include <jansson.h>' >>correlator/base/thing.c
refuses floors '<jansson.h> belongs to'
echo '#include <glib.h>' >>correlator/base/thing.c
refuses floors '<glib.h> is neither'
printf '#include <stdio.h>\n#include "base/thing.h"\n' >correlator/base/thing.c
refuses floors 'the first include is <stdio.h>, it must be "base/thing.h"'
mkdir correlator/attic
echo '#include <stdio.h>' >correlator/attic/old.c
refuses floors 'folder attic/ has no floor'

echo 'bool is_thing(void);' >>correlator/base/thing.h
refuses headers 'correlator/base/thing.h'

lines 500 >>correlator/base/thing.h
refuses size 'correlator/base/thing.h: more than 500 lines'
{ printf 'void long_one(int a,\n\tint b)\n{\n'; lines 77; echo '}'; } >>correlator/base/thing.c
refuses size 'long_one() has 81 lines'
{ printf 'void hidden(void) {\n'; lines 100; echo '}'; } >>correlator/base/thing.c
refuses size 'the brace of a function stands on its own line'

echo "$licence" >correlator/base/extra.c
refuses listed 'correlator/base/extra.c: not listed'
echo '# x' >rules/demo/calm.scn
refuses listed 'rules/demo/calm.scn: no TESTS names it'
sed -i 's/^TESTS.*/TESTS = \\/' Makefile.am
refuses listed 'tests/unit/base/test_thing: no TESTS names it'

echo 'int x;' >correlator/base/thing.c
refuses text 'correlator/base/thing.c: no SPDX-License-Identifier'
printf '/* caf\303\251 */\n' >>correlator/base/thing.c
refuses text 'a character beyond ASCII'
echo '/* see /home''/somebody/notes */' >>correlator/base/thing.h
refuses text 'a path of one machine only'

[ "$failures" = 0 ] || exit 1
