# SPDX-License-Identifier: Apache-2.0
# Prints what TESTS, SLOW_TESTS, LONG_TESTS and BENCHES of automake files name, following variables of ours.
{
	sub(/#.*/, "")
	line = line $0
	if (sub(/\\$/, " ", line))
		next
	if (match(line, /^[A-Za-z_]+[ \t]*\+?=/)) {
		name = substr(line, 1, RLENGTH)
		gsub(/[ \t+=]/, "", name)
		value[name] = value[name] " " substr(line, RLENGTH + 1)
	}
	line = ""
}

END {
	expand("TESTS", 0)
	expand("SLOW_TESTS", 0)
	expand("LONG_TESTS", 0)
	expand("BENCHES", 0)
}

function expand(name, depth,   word, count, i) {
	count = depth > 5 ? 0 : split(value[name], word)
	for (i = 1; i <= count; i++)
		if (word[i] ~ /^\$\(.*\)$/)
			expand(substr(word[i], 3, length(word[i]) - 3), depth + 1)
		else
			print word[i]
}
