# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Real traps of three vendors' styles, v1 and v2c, become the right alarms and end them. The daemon
# makes its names file from a folder of MIBs, one of which is broken, and again when that changes.
. "$(dirname "$0")/lib.sh"
need_program snmptrap snmp
rate=20
vendor=1.3.6.1.4.1.99999.3
MIBS='' SNMPCONFPATH=/nonexistent
export MIBS SNMPCONFPATH

configure 1
mkdir "$work/mibs"
cp "$top"/mibs/*.txt "$work/mibs"
printf 'BROKEN-MIB DEFINITIONS ::= BEGIN\nIMPORTS x FROM NO-SUCH-MIB;\ny OBJECT IDENTIFIER ::= { x 1 }\nEND\n' \
	>"$work/mibs/BROKEN-MIB.txt"
sed -i -e "s|^names = .*|names = \"$work/made.names\"; mibs = [ \"$work/mibs\" ];|" \
	-e "s|^rules = .*|rules = \"$top/rules/vendor-styles\";|" "$work/correlator.conf"
start_daemon
grep -q 'BROKEN-MIB.txt:2: doubt: it imports from module NO-SUCH-MIB' "$work/daemon.log" ||
	fail 'nothing was said of the broken module'
grep -q "^$vendor.3.0.1 VENDOR-STYLES-MIB::emsAlarm notification" "$work/made.names" ||
	fail 'the names file does not have the trap'
echo 'ok: the names were made, and the broken module was told'

to=127.0.0.1:$(listening_port traps)
v2c() { oid=$1 && shift && snmptrap -v2c -c public "$to" '' "$oid" "$@"; }
v1() { oid=$1 specific=$2 && shift 2 && snmptrap -v1 -c public "$to" "$oid" 127.0.0.1 6 "$specific" 55 "$@"; }
raised() {
	"$tool" status --json >"$work/status.json" &&
		[ "$(member raised_alarms "$work/status.json")" = "$1" ]
}
raised_is() {
	wait_for 10 raised "$1" || fail "$2: $(member raised_alarms "$work/status.json") alarms, not $1"
	echo "ok: $2: $1"
}
ems() { # $1 number, $2 severity
	v2c $vendor.3.0.1 $vendor.3.1.1.0 u "$1" $vendor.3.1.2.0 s NE=msc-1,Board=4 \
		$vendor.3.1.3.0 i "$2" $vendor.3.1.4.0 s FAIL $vendor.3.1.5.0 x 07dc081d0e0003002b0200
}

v2c $vendor.1.0.1 $vendor.1.1.1.2.87.101.115.116 s Lyon-3
v1 $vendor.1 1 $vendor.1.1.1.2.69.97.115.116 s Dijon-1
raised_is 2 'radio links lost, by a v2c and a v1 trap'
v2c $vendor.2.0.1 $vendor.2.1.1.3.2.7 i 3
raised_is 3 'and a power unit'
ems 2001 2
raised_is 4 'and an alarm of an element manager'
told() {
	"$tool" incidents --all --json >"$work/incidents.json" &&
		[ "$(count_of '"state": *"open"' "$work/incidents.json")" = 3 ]
}
wait_for 20 told || fail 'there are no three incidents'
for class in 'radio link lost' power equipment; do
	grep -q "\"class\": *\"$class\"" "$work/incidents.json" || fail "none is of class $class"
done
equal 'probable causes' "$(for id in $(grep -o '"incident": *"[^"]*"' "$work/incidents.json" |
	sed 's/.*"\(.*\)"/\1/'); do "$tool" show "$id" --json; done |
	grep -o '"probable_cause": *"[^"]*"' | sort -u | sed 's/.*"\(.*\)"/\1/' | tr '\n' ' ')" \
	'lossOfSignal powerProblem replaceableUnitProblem '

v2c $vendor.1.2 $vendor.1.1.1.2.87.101.115.116 s Lyon-3
v1 $vendor.1.0 2 $vendor.1.1.1.2.69.97.115.116 s Dijon-1
raised_is 2 'after the links were found, in other forms of the OID'
v2c $vendor.2.0.1 $vendor.2.1.1.3.2.7 i 1
raised_is 1 'after the power unit was normal'
ems 2001 5
raised_is 0 'after the element manager said that it is over'

# The names are made anew when the folder changes, and only then.
before=$(stat -c %Y.%i "$work/made.names")
"$tool" reload --by alice >/dev/null
equal 'the names file, nothing having changed' "$(stat -c %Y.%i "$work/made.names")" "$before"
printf 'NEW-MIB DEFINITIONS ::= BEGIN\nIMPORTS enterprises FROM SNMPv2-SMI;\nbrandNew OBJECT IDENTIFIER ::= { enterprises 99999 77 }\nEND\n' \
	>"$work/mibs/NEW-MIB.txt"
"$tool" reload --by alice >"$work/reload.txt"
"$tool" names --names "$work/made.names" brandNew.3.7 powerUnitState.2.7 >"$work/answers.txt"
grep -q '1.3.6.1.4.1.99999.77.3.7' "$work/answers.txt" || fail 'the new module is not in it'
grep -q 'powerRack=2 powerUnit=7' "$work/answers.txt" || fail 'the index is not taken apart'
echo 'ok: the names are made anew when a module comes'

# Damaged names: numbers still work.
sed -i "s|^names = .*|names = \"$work/damaged.names\";|" "$work/correlator.conf"
mkdir "$work/numeric"
echo 'events = ( { id = "e"; trap = "1.3.6.1.4.1.99999.3.2.0.1"; } );
alarms = ( { id = "a"; raise = "e"; key = [ "node" ]; text = "x"; age = "1h"; } );' >"$work/numeric/a.rules"
sed -i "s|^rules = .*|rules = \"$work/numeric\";|" "$work/correlator.conf"
printf '1.3.6 A::b node\nthis is no line\n' >"$work/damaged.names"
"$tool" reload --by alice >"$work/reload.txt" 2>&1 || fail "a damaged names file stopped a reload: $(cat "$work/reload.txt")"
wait_for 10 grep -q "damaged.names:2: 'this' is no OID" "$work/daemon.log" || fail 'nothing was said of the damage'
v2c $vendor.2.0.1 $vendor.2.1.1.3.2.7 i 3
raised_is 1 'with a damaged names file and a rule of numbers'
