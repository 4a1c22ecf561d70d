# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Real forwarders: rsyslog and syslog-ng of Debian take lines of logger from a socket, and pass them
# on over TCP and over TLS with a certificate, counted and as lines, in both formats. Each line
# arrives exactly once by each way, with the right host and program.
. "$(dirname "$0")/lib.sh"
. "$(dirname "$0")/tls/lib.sh"
need_program logger bsdutils
forwarders=$build/forwarders
[ -e "$forwarders/fetched" ] || forwarders=$top/build/forwarders # of quickstart
[ -e "$forwarders/fetched" ] ||
	skip "no forwarders; tests/tools/fetch-forwarders $forwarders fetches them"
rate=1
count=100

root=$forwarders/root
triplet=$(cd "$root/usr/lib" && echo *-linux-gnu)
libraries=$root/usr/lib/$triplet:$root/lib/$triplet:$root/usr/lib/syslog-ng

make_authority ca
make_certificate server ca 'subjectAltName = DNS:server.example.net, IP:127.0.0.1'
make_certificate relay ca 'subjectAltName = DNS:relay.example.net'

# ---- a listener for each way

ways='rsyslog-tcp-lines rsyslog-tcp-counted rsyslog-gnutls-lines rsyslog-gnutls-counted
	rsyslog-openssl-lines rsyslog-openssl-counted
	ng-tcp-lines ng-tcp-counted ng-tls-lines ng-tls-counted'
for way in $ways; do
	case $way in
	*-tcp-*) more='type = "syslog-tcp";' ;;
	*) more='type = "syslog-tls"; certificate = "tls/server.pem"; key = "tls/server.key";
		ca = "tls/ca.pem"; names = [ "relay.example.net" ];' ;;
	esac
	echo "{ id = \"$way\"; address = \"127.0.0.1\"; port = 0; relays = [ \"127.0.0.1\" ]; $more },"
done >"$work/listeners"
configure 1
sed -e '/^listeners = (/r '"$work/listeners" "$work/correlator.conf" >"$work/more.conf"
mv "$work/more.conf" "$work/correlator.conf"
start_daemon

# ---- forwarders

rsyslog_action() { # $1 way, $2 framing, $3 template, $4 more
	echo "action(type=\"omfwd\" target=\"127.0.0.1\" port=\"$(listening_port "$1")\" protocol=\"tcp\""
	echo "	TCP_Framing=\"$2\" template=\"RSYSLOG_$3\" $4)"
}
rsyslog_tls() { # $1 driver
	echo "StreamDriver=\"$1\" StreamDriverMode=\"1\" StreamDriverAuthMode=\"x509/name\""
	echo 'StreamDriverPermittedPeers="server.example.net"'
}
{
	cat <<-END
		global(workDirectory="$work" localHostname="element7.example.net"
			DefaultNetstreamDriverCAFile="$work/tls/ca.pem"
			DefaultNetstreamDriverCertFile="$work/tls/relay.pem"
			DefaultNetstreamDriverKeyFile="$work/tls/relay.key")
		module(load="imuxsock" SysSock.Use="off")
		input(type="imuxsock" Socket="$work/rsyslog.in" RateLimit.Interval="0")
	END
	rsyslog_action rsyslog-tcp-lines traditional TraditionalForwardFormat ''
	rsyslog_action rsyslog-tcp-counted octet-counted SyslogProtocol23Format ''
	rsyslog_action rsyslog-gnutls-lines traditional ForwardFormat "$(rsyslog_tls gtls)"
	rsyslog_action rsyslog-gnutls-counted octet-counted SyslogProtocol23Format "$(rsyslog_tls gtls)"
	rsyslog_action rsyslog-openssl-lines traditional ForwardFormat "$(rsyslog_tls ossl)"
	rsyslog_action rsyslog-openssl-counted octet-counted SyslogProtocol23Format \
		"$(rsyslog_tls ossl)"
} >"$work/rsyslog.conf"
LD_LIBRARY_PATH=$libraries "$root/usr/sbin/rsyslogd" -n -f "$work/rsyslog.conf" -i "$work/rsyslog.pid" \
	-M "$root/usr/lib/$triplet/rsyslog" >"$work/rsyslog.log" 2>&1 &
helpers=$!

ng_tls="tls(ca-file(\"$work/tls/ca.pem\") cert-file(\"$work/tls/relay.pem\")
	key-file(\"$work/tls/relay.key\") peer-verify(required-trusted))"
ng_destination() { # $1 way, $2 driver and transport
	echo "destination d_$3 { $2 port($(listening_port "$1")) $4); };"
	echo "log { source(s_in); destination(d_$3); };"
}
{
	cat <<-END
		@version: 3.35
		options { keep-hostname(yes); stats-freq(0); time-reap(1); };
		source s_in { unix-dgram("$work/ng.in" host-override("element7.example.net")); };
	END
	ng_destination ng-tcp-lines 'network("127.0.0.1" transport("tcp")' 1 ''
	ng_destination ng-tcp-counted 'syslog("127.0.0.1" transport("tcp")' 2 ''
	ng_destination ng-tls-lines 'network("127.0.0.1" transport("tls")' 3 "$ng_tls"
	ng_destination ng-tls-counted 'syslog("127.0.0.1" transport("tls")' 4 "$ng_tls"
} >"$work/ng.conf"
LD_LIBRARY_PATH=$libraries "$root/usr/sbin/syslog-ng" --foreground --no-caps --cfgfile "$work/ng.conf" \
	--module-path "$(echo "$root"/usr/lib/syslog-ng/3*)" --persist-file "$work/ng.persist" \
	--pidfile "$work/ng.pid" --control "$work/ng.control" >"$work/ng.log" 2>&1 &
helpers="$helpers $!"

# ---- lines

are_there() { [ -S "$work/rsyslog.in" ] && [ -S "$work/ng.in" ]; }
wait_for 20 are_there || {
	cat "$work/rsyslog.log" "$work/ng.log" >&2
	fail 'a forwarder does not run'
}
seq -f 'probe number %g of the forwarders' "$count" >"$work/lines"
logger --socket "$work/rsyslog.in" --tag vmprobe --priority local3.err --file "$work/lines"
logger --socket "$work/ng.in" --tag vmprobe --priority local3.err --file "$work/lines"

is_complete() { # $1 way
	"$tool" status --json | grep -o "\"id\": *\"$1\"[^{]*" | grep -q "\"journaled\": *$count,"
}
for way in $ways; do
	wait_for 30 is_complete "$way" || {
		cat "$work/rsyslog.log" "$work/ng.log" >&2
		fail "$way: $("$tool" status --json | grep -o "\"id\": *\"$way\"[^{]*")"
	}
done
stop_daemon || fail 'the daemon did not stop well'
log_is_clean

# ---- each once, and whole

"$tool" journal print --json --kind event "$work/state" >"$work/events"
# A line for each good event: place of the listener, number. The blank with which the text begins
# after "tag:" is the text's where rsyslog writes RFC 5424.
sed -n 's/.*"listener":\([0-9]*\).*"host":"element7.example.net","program":"vmprobe".*"message":" \{0,1\}probe number \([0-9]*\) of the forwarders".*"facility":"local3","severity":"error".*/\1 \2/p' \
	"$work/events" >"$work/good"
equal 'events' "$(grep -c . "$work/events")" $((count * 10))
equal 'events with the right host, program, severity and text' "$(grep -c . "$work/good")" \
	$((count * 10))
seq "$count" | sort >"$work/wanted"
place=0
for way in $ways; do
	sed -n "s/^$place //p" "$work/good" | sort >"$work/arrived"
	cmp "$work/wanted" "$work/arrived" >&2 || fail "$way: not each number exactly once"
	place=$((place + 1))
done
echo "ok: $count lines by each of $place ways, each exactly once"
