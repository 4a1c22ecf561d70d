# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# A capture of traps of all versions goes through `correlator replay`: what is taken and what is refused,
# with users of SNMPv3 and without.
. "$(dirname "$0")/lib.sh"
capture=$shared/data/snmp/generated/traps.pcap
[ -r "$capture" ] || skip "no $capture (set CORRELATOR_SHARED)"

mkdir "$work/rules"
echo 'rules = "rules"; listeners = ( { id = "traps"; type = "snmp-trap"; port = 11162; } );' >"$work/open.conf"
umask 077
{
	cat "$work/open.conf"
	echo 'snmp = { enrol = "approve"; users = ( { name = "u_none"; }'
	for auth in MD5 SHA SHA-224 SHA-256 SHA-384 SHA-512; do
		for priv in none DES AES AES-192 AES-256; do
			name=u_$(echo "${auth}_$priv" | tr -d -)
			echo "authpass-$name" >"$work/$name.auth"
			echo "privpass-$name" >"$work/$name.priv"
			echo ", { name = \"$name\"; auth = \"$auth\"; auth_file = \"$name.auth\"; allow_weak = true;"
			[ $priv = none ] || echo "priv = \"$priv\"; priv_file = \"$name.priv\";"
			echo '}'
		done
	done
	echo ');};'
} >"$work/users.conf"

replayed() { # $1 configuration, $2 events, $3 what is left out
	"$tool" replay --config "$work/$1.conf" "$work/rules" "$capture" >"$work/out" 2>"$work/error"
	equal "events with $1" "$(sed -n 's/ events became.*//p' "$work/out")" "$2"
	equal "what is left out with $1" "$(sed -n 's/.*pcap: left out: //p' "$work/error")" "$3"
}
replayed open 53 '3 to other ports, 42 refused (v3)'
# The inform asks another engine than ours.
reasons=
for reason in discovery engine user level digest decryption; do
	reasons="$reasons, 1 refused ($reason)"
done
replayed users 86 "3 to other ports$reasons, 2 refused (window), 1 refused (boots)"

chmod 644 "$work/u_MD5_none.auth"
replayed users 53 '3 to other ports, 42 refused (v3)'
grep -q "SNMPv3 is left out: user 'u_MD5_none': " "$work/error" ||
	fail "not told why: $(cat "$work/error")"
echo 'ok: pass phrases that cannot be read are told'
