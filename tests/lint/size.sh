# SPDX-License-Identifier: Apache-2.0
# No file above 500 lines, no function above 80. Prints how long functions are in the product.
. "$(dirname "$0")/lib.sh"

long_files()
{
	files '*.c' '*.h' '*.sh' '*.awk' | xargs -r awk 'FNR == 501 {
		print FILENAME ": more than 500 lines; a file is one noun" }'
}

functions=$complaints.functions
trap 'rm -f "$complaints" "$functions"' EXIT
files '*.c' '*.h' | xargs -r awk -f "$here/functions.awk" >"$functions"

odd_layout()
{
	sed -n 's/^? //p' "$functions"
}

long_functions()
{
	awk '$1 > 80 { print $2 ": " $3 "() has " $1 " lines; the limit is 80" }' "$functions"
}

summary()
{
	awk '$2 ~ /^correlator\// { print $1 }' "$functions" | sort -n | awk '
		{ length_of[NR] = $1 }
		END { if (NR) printf "%d functions: median %d lines, p90 %d, longest %d\n", NR,
			length_of[int((NR + 1) / 2)], length_of[int((NR * 9 + 9) / 10)],
			length_of[NR] }'
}

check long_files
check odd_layout
check long_functions
summary
verdict
