# SPDX-License-Identifier: Apache-2.0
# The house: a folder includes its own headers and those of lower floors, each library is seen
# by the folders named here only, and a source includes its own header first.
. "$(dirname "$0")/lib.sh"

floors="base 1 event 2 inventory 3 journal 3 rule 4 snmp 4 correlate 5 input 5
	store 6 output 7 config 8 daemon 9 tool 9"

# The beginning of a header's name, and who may include it: folders or single files.
libraries="event2/ base,input,daemon
	sanitizer/ base
	jansson.h base/json.h,base/json.c
	openssl/ input,config
	curl/ output
	sqlite3.h store
	net-snmp/ snmp
	pcre2.h rule
	zstd.h journal
	zlib.h tool
	libconfig.h config"

# Headers of the C library and the kernel: free for all.
system="assert ctype dirent endian errno fcntl fnmatch fts getopt glob grp iconv ifaddrs immintrin
	inttypes libgen limits locale math netdb nmmintrin poll pthread pwd sched signal spawn
	stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string strings
	syslog termios threads time unistd arpa/ linux/ net/ netinet/ sys/"

floors_of_includes()
{
	files '*.c' '*.h' | grep '^correlator/' | xargs awk -v floors="$floors" \
		-v libraries="$libraries" -v system_headers="$system" -f "$here/floors.awk"
}

check floors_of_includes
verdict
