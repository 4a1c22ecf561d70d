# SPDX-License-Identifier: Apache-2.0
# Reads sources below correlator/ and complains about includes; see floors.sh.
BEGIN {
	count = split(floors, word)
	for (i = 1; i < count; i += 2)
		floor[word[i]] = word[i + 1]
	count = split(libraries, word)
	for (i = 1; i < count; i += 2)
		users[word[i]] = "," word[i + 1] ","
	count = split(system_headers, word)
	for (i = 1; i <= count; i++)
		free[word[i] ~ /\/$/ ? word[i] : word[i] ".h"] = 1
}

FNR == 1 {
	path = substr(FILENAME, length("correlator/") + 1)
	folder = path ~ /\// ? substr(path, 1, index(path, "/") - 1) : "the mains"
	mine = folder == "the mains" ? 10 : floor[folder]
	if (mine == "")
		complain("folder " folder "/ has no floor; give it one in tests/lint/floors.sh")
	own = path
	sub(/\.c$/, ".h", own)
	first_expected = path ~ /\.c$/ && exists("correlator/" own)
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
	split($0, part, "\"")
	own_header_first(part[2])
	quoted(part[2])
}

/^[ \t]*#[ \t]*include[ \t]*</ {
	split($0, part, /[<>]/)
	own_header_first("<" part[2] ">")
	angled(part[2])
}

function complain(sentence) {
	print FILENAME ":" FNR ": " sentence
}

function exists(file,   line, found) {
	found = (getline line < file) >= 0
	close(file)
	return found
}

function own_header_first(header) {
	if (first_expected && header != own)
		complain("the first include is " header ", it must be \"" own "\"")
	first_expected = 0
}

function quoted(header,   theirs) {
	theirs = substr(header, 1, index(header, "/") - 1)
	if (!(theirs in floor))
		complain("include \"" header "\" is not of the form \"folder/file.h\"")
	else if (theirs != folder && floor[theirs] + 0 >= mine + 0)
		complain(folder " (floor " mine ") includes \"" header "\" (floor " floor[theirs] \
			"); only lower floors are allowed")
}

function angled(header,   library, start) {
	for (library in users)
		if (index(header, library) == 1) {
			if (!index(users[library], "," folder ",") &&
			    !index(users[library], "," path ","))
				complain("<" header "> belongs to" users[library] " not to " path)
			return
		}
	start = header
	sub(/\/.*/, "/", start)
	if (!(start in free))
		complain("<" header "> is neither of the C library nor listed in tests/lint/floors.sh")
}
