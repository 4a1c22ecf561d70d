# SPDX-License-Identifier: Apache-2.0
# Prints "lines file:line name" for each function of C sources in our layout: the signature
# begins in the first column, its braces stand alone there. What looks like a function in
# another layout is printed as "? complaint", so that nothing escapes the measure.
FNR == 1 {
	signature = ""
	body = comment = 0
}

# Block comments count as lines but are not read.
comment {
	if (/\*\//)
		comment = 0
	next
}
/^[ \t]*\/\*/ && !/\*\// {
	comment = 1
	next
}

body {
	if (/^}/) {
		print FNR - start + 1, FILENAME ":" start, name
		body = 0
		signature = ""
	}
	next
}

/^{/ {
	if (signature ~ /\(/) {
		name = signature
		sub(/[ \t]*\(.*/, "", name)
		sub(/.*[^A-Za-z0-9_]/, "", name)
		body = 1
	} else
		print "? " FILENAME ":" FNR ": a brace with no signature in front"
	next
}

/^[A-Za-z_]/ {
	signature = $0
	start = FNR
	if (/\)[ \t]*{/ && !/=|{}|__attribute__/)
		print "? " FILENAME ":" FNR ": the brace of a function stands on its own line"
	next
}

/^[ \t]/ {
	signature = signature $0
	next
}

{ signature = "" }
