# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Syslog over TLS with openssl as the sender: those who are listed are heard; every kind of bad
# certificate is refused for its own reason; garbage and half handshakes are shut out while an honest
# sender is served; certificates and revocation lists change under a connection.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tls/lib.sh"
rate=1
good='names = [ "*.example.net", "10.0.0.7" ];'

# ---- certificates

make_authority ca
make_certificate server ca 'subjectAltName = DNS:server.example.net' \
	-enddate "$(date -u -d '5 days' +%Y%m%d%H%M%SZ)"
make_certificate gw1 ca 'subjectAltName = DNS:gw1.example.net'
make_certificate gw2 ca 'subjectAltName = DNS:gw2.example.net'
make_certificate address ca 'subjectAltName = IP:10.0.0.7'
make_certificate issuing ca 'basicConstraints = critical, CA:TRUE'
make_register issuing
make_certificate below issuing 'subjectAltName = DNS:below.example.net'
make_certificate not-yet ca 'subjectAltName = DNS:gw1.example.net' -startdate 20460101000000Z \
	-enddate 20470101000000Z
make_certificate expired ca 'subjectAltName = DNS:gw1.example.net' -startdate 20250101000000Z \
	-enddate 20250201000000Z
make_certificate purpose ca 'subjectAltName = DNS:gw1.example.net\nextendedKeyUsage = serverAuth'
make_certificate nul ca "subjectAltName = DER:$(der_name 'gw1.example.net\0.evil.org')"
make_certificate part ca 'subjectAltName = DNS:gw*.example.org'
make_certificate common ca 'nsComment = gw1.example.net'
make_certificate elsewhere ca 'subjectAltName = DNS:gw1.example.org'
make_certificate old-digest ca 'subjectAltName = DNS:gw1.example.net' -md sha1
make_key short-key 1024
make_certificate short-key ca 'subjectAltName = DNS:gw1.example.net'
make_register gw1
make_certificate no-ca gw1 'subjectAltName = DNS:gw1.example.net'
make_certificate revoked ca 'subjectAltName = DNS:gw1.example.net'
revoke revoked ca
make_crl ca
make_authority other
make_certificate stranger other 'subjectAltName = DNS:gw1.example.net'
make_alone alone
make_alone pinned
cp "$work/tls/server.pem" "$work/tls/now.pem"
cp "$work/tls/server.key" "$work/tls/now.key"

# ---- listeners: one for each kind, since complaints are limited to one a second and listener

listener() { # $1 id, $2 who may send, $3 more
	echo "{ id = \"$1\"; type = \"syslog-tls\"; address = \"127.0.0.1\"; port = 0; $2 ${3:-}"
	echo "  certificate = \"tls/now.pem\"; key = \"tls/now.key\"; },"
}
by_name="$good ca = \"tls/ca.pem\";"
kinds='expired not-yet revoked purpose stranger alone nul part common elsewhere short-key
	old-digest no-ca chain none version plain'
{
	listener open "$by_name" 'crl = "tls/ca.crl"; connections_of_one = 1000;'
	listener pin "fingerprints = [ \"$(fingerprint pinned)\" ];"
	for kind in $kinds; do
		# A list is asked of every CA on the way up, so those below issuing go without.
		case $kind in revoked) more='crl = "tls/ca.crl";' ;; *) more='' ;; esac
		listener "$kind" "$by_name" "$more"
	done
	listener unlisted "fingerprints = [ \"$(fingerprint pinned)\" ];"
} >"$work/listeners"
configure 1
sed -e '/^listeners = (/r '"$work/listeners" "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
start_daemon

# $1 listener, $2 certificate or '', $3 the line; more options of s_client. The daemon may end it.
say() {
	port=$(listening_port "$1") who=$2 text=$3 options=${4:-}
	[ -n "$port" ] || fail "no listener $1"
	set --
	[ -z "$who" ] || set -- -cert "$work/tls/$who.pem" -key "$work/tls/$who.key"
	printf '<13>%s\n' "$text" | timeout 10 openssl s_client -connect "127.0.0.1:$port" \
		-CAfile "$work/tls/ca.pem" -verify_return_error -verify_hostname server.example.net \
		-quiet -no_ign_eof $options "$@" >"$work/s_client.log" 2>&1 || true
}
heard() { "$tool" journal print --json "$work/state" | grep -c "$1" || true; }
is_heard() { [ "$(heard "$1")" = 1 ]; }
want_heard() { wait_for 5 is_heard "$1" || fail "'$1' is not heard"; }

# ---- those who may

want_heard "certificate: the certificate of listener '[a-z]*' runs out in 4 days"
say open gw1 'one by its name'
want_heard 'one by its name'
say open address 'two by its address'
want_heard 'two by its address'
say pin pinned 'three by its fingerprint'
want_heard 'three by its fingerprint'
say chain below 'four by what it sends along' "-cert_chain $work/tls/issuing.pem"
want_heard 'four by what it sends along'
say none gw1 'five over TLS 1.2' -tls1_2
want_heard 'five over TLS 1.2'
echo 'ok: those who are listed are heard'

# ---- those who may not

refused=0
# $1 listener, $2 certificate, $3 the reason, $4 options of s_client.
want_refused() {
	say "$1" "$2" "refused for $1" "${4:-}"
	wait_for 5 grep -q "a connection was ended: tls: $3.* listener=$1 " "$work/daemon.log" || {
		grep "listener=$1 " "$work/daemon.log" >&2
		cat "$work/s_client.log" >&2
		fail "$1: the reason is not '$3'"
	}
	refused=$((refused + 1))
}
weak='-cipher DEFAULT@SECLEVEL=0'
want_refused expired expired 'certificate has expired'
want_refused not-yet not-yet 'certificate is not yet valid'
want_refused revoked revoked 'certificate revoked'
want_refused purpose purpose 'unsuitable certificate purpose'
want_refused stranger stranger 'unable to get local issuer certificate'
want_refused alone alone 'self-signed certificate'
want_refused nul nul 'a name in the certificate holds a NUL'
want_refused part part "no name of the certificate is among 'names'"
want_refused common common "no name of the certificate is among 'names'"
want_refused elsewhere elsewhere "no name of the certificate is among 'names' name=\"gw1.example.org\""
want_refused short-key short-key 'EE certificate key too weak' "$weak"
want_refused old-digest old-digest 'CA signature digest algorithm too weak' "$weak"
want_refused no-ca no-ca 'invalid CA certificate (of a CA above it)' "-cert_chain $work/tls/gw1.pem"
want_refused chain below 'unable to get local issuer certificate'
want_refused none '' 'peer did not return a certificate'
want_refused unlisted gw1 "the fingerprint is not listed: $(fingerprint gw1)"
want_refused version gw1 'unsupported protocol' "-tls1_1 $weak"
logger --server 127.0.0.1 --port "$(listening_port plain)" --tcp 'refused for plain' || true
wait_for 5 grep -q 'ended: tls: .* listener=plain ' "$work/daemon.log" || fail 'plain text is not refused'
echo "ok: $refused kinds of sender are refused, each for its reason"

# ---- hostile ones

"$build/tests/tools/knock" --port "$(listening_port open)" --silent 300 --count 500 >"$work/knock" &
knock=$!
helpers=$knock
for i in 1 2 3 4 5; do
	say open gw1 "honest number $i"
	want_heard "honest number $i"
done
wait "$knock" || fail 'knock cannot connect'
helpers=''
read -r shut_out silent <"$work/knock"
equal 'connections with garbage that were shut out' "$shut_out" 500
[ "$silent" -le 256 ] || fail "$silent handshakes that do not end were in progress"
lines=$(grep -c ' listener=open ' "$work/daemon.log")
[ "$lines" -le 60 ] || fail "$lines lines of complaints"
echo 'ok: an honest sender is served beside garbage and half handshakes'

# ---- other certificates

serial() { # of what the listener shows
	openssl s_client -connect "127.0.0.1:$(listening_port "$1")" </dev/null 2>/dev/null |
		openssl x509 -noout -serial
}
mkfifo "$work/talk"
openssl s_client -connect "127.0.0.1:$(listening_port open)" -cert "$work/tls/gw2.pem" \
	-key "$work/tls/gw2.key" -quiet <"$work/talk" >/dev/null 2>&1 &
helpers=$!
exec 9>"$work/talk"
echo '<13>before the change' >&9
want_heard 'before the change'
before=$(serial open)
make_key next
make_certificate next ca 'subjectAltName = DNS:server.example.net'
cp "$work/tls/next.pem" "$work/tls/now.pem"
"$tool" reload >"$work/reload.txt" 2>&1 && fail 'a certificate without its key is taken'
grep -q "correlator.conf:[0-9]*: listener 'open': 'key': '.*tls/now.key' is not that of the certificate" \
	"$work/reload.txt" || fail 'reload does not say what is wrong'
equal 'the serial number after a reload that failed' "$(serial open)" "$before"
cp "$work/tls/next.key" "$work/tls/now.key"
revoke gw1 ca
revoke gw2 ca
make_crl ca
"$tool" reload >"$work/reload.txt" 2>&1 || fail 'the new certificate is not taken'
grep -q 'Certificates were read again: open pin' "$work/reload.txt" || fail 'reload does not say so'
equal 'the serial number that is shown' "$(serial open)" \
	"$(openssl x509 -noout -serial -in "$work/tls/next.pem")"
is_renewed() { grep -q 'certificate over: no certificate of ours runs out soon' "$work/daemon.log"; }
wait_for 5 is_renewed || fail 'the certificate is still said to run out'
echo '<13>after the change' >&9
want_heard 'after the change'
exec 9>&-
say open address 'by the new certificate'
want_heard 'by the new certificate'
say revoked gw1 'refused for it was revoked'
say open gw1 'refused for it was revoked'
gone() { grep -q 'certificate revoked name="gw1.example.net"' "$work/daemon.log"; }
wait_for 5 gone || fail 'the new revocation list is not obeyed'
echo 'ok: certificate and revocation list change under a connection'

# ---- others may send

sed -i -e 's/"\*.example.net", "10.0.0.7"/"*.example.org"/' \
	-e "s/$(fingerprint pinned)/$(fingerprint alone)/" "$work/correlator.conf"
"$tool" reload >"$work/reload.txt" 2>&1 || fail 'other names are not taken'
! grep -q restart "$work/reload.txt" || fail "names want a restart: $(cat "$work/reload.txt")"
say open elsewhere 'by a name that was added'
want_heard 'by a name that was added'
say pin alone 'by a fingerprint that was added'
want_heard 'by a fingerprint that was added'
say common address 'refused for its name was struck off'
struck_off() { grep -q "'names' name=\"10.0.0.7\" listener=common " "$work/daemon.log"; }
wait_for 5 struck_off || fail 'a name that was struck off is still believed'
echo 'ok: names and fingerprints change too'

stop_daemon || fail 'the daemon did not stop well'
equal 'messages of those who were refused' "$(heard 'refused for')" 0
