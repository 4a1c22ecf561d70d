# SPDX-License-Identifier: Apache-2.0
# Copyright 2026 The correlator authors
#
# Certificates for the tests of TLS, made with openssl; sourced after tests/system/lib.sh. They lie in
# $work/tls: NAME.pem, NAME.key, and of each authority NAME.crl.
need_program openssl openssl
mkdir -p "$work/tls"

# Quietly, unless it fails.
openssl_do() {
	openssl "$@" >"$work/openssl.log" 2>&1 || {
		cat "$work/openssl.log" >&2
		fail "openssl $1"
	}
}

# $1 name, $2 kind of key: ec, or the bits of RSA.
make_key() {
	case ${2:-ec} in
	ec) openssl_do genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$work/tls/$1.key" ;;
	*) openssl_do genpkey -algorithm RSA -pkeyopt "rsa_keygen_bits:$2" -out "$work/tls/$1.key" ;;
	esac
	chmod 600 "$work/tls/$1.key"
}

# $1 name.
make_register() {
	mkdir "$work/tls/$1.d"
	: >"$work/tls/$1.d/index"
	cat >"$work/tls/$1.d/config" <<-END
		[ ca ]
		default_ca = here
		[ here ]
		database = $work/tls/$1.d/index
		new_certs_dir = $work/tls/$1.d
		certificate = $work/tls/$1.pem
		private_key = $work/tls/$1.key
		rand_serial = yes
		default_days = 60
		default_crl_days = 2
		default_md = sha256
		unique_subject = no
		policy = anything
		[ anything ]
		commonName = supplied
	END
}

# Whoever was given no key of its own has that one: keys and requests take longer than signatures.
make_key shared
openssl_do req -new -key "$work/tls/shared.key" -subj /CN=shared -out "$work/tls/shared.request"

# $1 name. It is its own.
make_authority() {
	make_key "$1"
	openssl_do req -x509 -new -key "$work/tls/$1.key" -subj "/CN=$1" -days 2 \
		-addext 'keyUsage = keyCertSign, cRLSign' -out "$work/tls/$1.pem"
	make_register "$1"
}

# $1 name. Nobody vouches for it.
make_alone() {
	cp -p "$work/tls/shared.key" "$work/tls/$1.key"
	openssl_do req -x509 -new -key "$work/tls/$1.key" -subj "/CN=$1" -days 2 \
		-out "$work/tls/$1.pem"
}

# $1 name, $2 authority, $3 extensions, lines; $4... more options of openssl ca. Its own key is made
# before.
make_certificate() {
	certificate=$1 authority=$2 request=shared
	if [ -e "$work/tls/$1.key" ]; then
		request=$1
		openssl_do req -new -key "$work/tls/$1.key" -subj "/CN=$1" -out "$work/tls/$1.request"
	else
		cp -p "$work/tls/shared.key" "$work/tls/$1.key"
	fi
	printf '%b\n' "$3" >"$work/tls/$1.extensions"
	shift 3
	openssl_do ca -batch -notext -config "$work/tls/$authority.d/config" -subj "/CN=$certificate" \
		-extfile "$work/tls/$certificate.extensions" -in "$work/tls/$request.request" \
		-out "$work/tls/$certificate.pem" "$@"
}

# $1 name, $2 authority.
revoke() { openssl_do ca -config "$work/tls/$2.d/config" -revoke "$work/tls/$1.pem"; }
# $1 authority: its list as of now.
make_crl() { openssl_do ca -config "$work/tls/$1.d/config" -gencrl -out "$work/tls/$1.crl"; }
# $1 name.
fingerprint() {
	openssl x509 -noout -fingerprint -sha256 -in "$work/tls/$1.pem" | sed 's/.*=/sha-256:/'
}
# $1 a dNSName with escapes of printf: subjectAltName in DER.
der_name() {
	printf "$1" | od -An -v -tx1 | tr -d ' \n' | awk '{
		n = length($0) / 2
		printf "30%02x82%02x%s", n + 2, n, $0
	}'
}
