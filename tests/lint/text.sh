# SPDX-License-Identifier: Apache-2.0
# Every source says its licence in the first lines; sources are ASCII; nothing names a path of
# somebody's own machine.
. "$(dirname "$0")/lib.sh"

sources()
{
	echo configure.ac
	echo autogen.sh
	[ ! -f quickstart ] || echo quickstart
	make_files
	files '*.c' '*.h' '*.sh' '*.awk' '*.rules' '*.scn' '*.py'
}

without_licence()
{
	sources | xargs awk '
		FNR == 1 && file { if (!said) print file }
		FNR == 1 { file = FILENAME; said = 0 }
		FNR <= 3 && /SPDX-License-Identifier: Apache-2.0/ { said = 1 }
		END { if (file && !said) print file }' |
		sed 's/$/: no SPDX-License-Identifier: Apache-2.0 in the first three lines/'
}

beyond_ascii()
{
	files '*.c' '*.h' | grep '^correlator/' | xargs -r grep -nP '[^\x00-\x7f]' |
		sed 's/$/   <- a character beyond ASCII/' || :
}

own_paths()
{
	{
		sources
		files '*.md' '*.conf' '*.service'
	} | xargs -r grep -nE '(^|[^A-Za-z0-9_}])/(home/[a-z]|Users/[A-Za-z]|root/|work/|tmp/[a-z])' \
		/dev/null | sed 's/$/   <- a path of one machine only/' || :
}

check without_licence
check beyond_ascii
check own_paths
verdict
