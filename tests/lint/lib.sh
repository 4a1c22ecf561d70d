# SPDX-License-Identifier: Apache-2.0
# What the lints share. A lint takes the tree to look at (default: the source tree), collects
# complaints, one a line, with `check FUNCTION`, and ends with `verdict`.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-${top_srcdir:-$here/../..}}"
complaints=$(mktemp)
trap 'rm -f "$complaints"' EXIT

check()
{
	"$@" >>"$complaints" || { echo "$0: $1 itself failed"; exit 99; }
}

verdict()
{
	cat "$complaints"
	[ ! -s "$complaints" ]
}

folders=''
for folder in correlator rules mibs doc dist tests demo; do
	[ ! -d "$folder" ] || folders="$folders $folder"
done

# files NAME...: the files below the folders we write in that match one of the names.
files()
{
	for name; do
		set -- "$@" -o -name "$name"
		shift
	done
	shift
	find $folders -type f '(' "$@" ')' | sort
}

# The automake files.
make_files()
{
	echo Makefile.am
	files local.mk
}
