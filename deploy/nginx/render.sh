#!/bin/sh
# Render nginx's configuration: render.sh FOLDER [FILE WITH SETTINGS]. README.md lists the settings.
set -eu

refuse() {
    echo "render.sh: $1" >&2
    exit 2
}

# Accept a setting only if it has no other characters than these: it becomes part of a configuration.
check() {
    case "$2" in *[!$3]*) refuse "$1 has a character that it cannot have: $2" ;; esac
}

# Print a line for each entry of a comma-separated list: a prefix, the entry and a suffix.
each() {
    printf '%s\n' "$3" | tr ',' '\n' | while read -r entry; do
        [ -z "$entry" ] || printf '%s%s%s\n' "$1" "$entry" "$2"
    done
}

[ $# -ge 1 ] || refuse "say the folder for the configuration"
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
PROXY_CONF=$(cd "$1" && pwd)
if [ $# -ge 2 ]; then
    [ -r "$2" ] || refuse "cannot read $2"
    # shellcheck disable=SC1090
    . "$2"
fi

[ -n "${PROXY_HOSTS:-}" ] || refuse "say PROXY_HOSTS, the host names of the site"
: "${PROXY_UPSTREAM:=127.0.0.1:8000}" "${PROXY_TLS:=off}" "${PROXY_BEHIND:=}" "${PROXY_LISTEN:=0.0.0.0,[::]}"
: "${PROXY_HTTP_PORT:=80}" "${PROXY_HTTPS_PORT:=443}" "${PROXY_HEALTH_PORT:=8089}"
: "${PROXY_PUBLIC_HTTP_PORT:=$PROXY_HTTP_PORT}" "${PROXY_PUBLIC_HTTPS_PORT:=$PROXY_HTTPS_PORT}"
: "${PROXY_CERTIFICATE:=/etc/letsencrypt/live/advice}" "${PROXY_WEBROOT:=/var/www/acme}"
: "${PROXY_USER:=www-data}" "${PROXY_PID:=/run/nginx.pid}" "${PROXY_TEMP:=/var/lib/nginx}"
: "${PROXY_LOG:=/var/log/nginx/access.log}" "${PROXY_ERROR_LOG:=/var/log/nginx/error.log}"

check PROXY_HOSTS "$PROXY_HOSTS" 'A-Za-z0-9.,:[\]-'
check PROXY_UPSTREAM "$PROXY_UPSTREAM" 'A-Za-z0-9.:_[\]-'
check PROXY_BEHIND "$PROXY_BEHIND" '0-9A-Fa-f.,:/'
check PROXY_LISTEN "$PROXY_LISTEN" '0-9A-Fa-f.,:[\]'
for name in HTTP_PORT HTTPS_PORT HEALTH_PORT PUBLIC_HTTP_PORT PUBLIC_HTTPS_PORT; do
    eval "check PROXY_$name \"\$PROXY_$name\" 0-9"
done
for name in CONF CERTIFICATE WEBROOT USER PID TEMP LOG ERROR_LOG; do
    eval "check PROXY_$name \"\$PROXY_$name\" 'A-Za-z0-9._/-'"
done

case "$PROXY_TLS" in
off) PROXY_SERVERS=plain ;;
on)
    PROXY_SERVERS=tls
    if [ ! -r "$PROXY_CERTIFICATE/fullchain.pem" ] || [ ! -r "$PROXY_CERTIFICATE/privkey.pem" ]; then
        PROXY_SERVERS=waiting
        echo "render.sh: no certificate in $PROXY_CERTIFICATE yet, so only the ACME challenge is answered" >&2
    fi
    ;;
*) refuse "PROXY_TLS is on or off, not $PROXY_TLS" ;;
esac

# The site has to know the port that visitors see, unless it is the usual one.
HTTP_PORT_IN_ADDRESS=
HTTPS_PORT_IN_ADDRESS=
if [ -z "$PROXY_BEHIND" ]; then
    [ "$PROXY_PUBLIC_HTTP_PORT" = 80 ] || HTTP_PORT_IN_ADDRESS=:$PROXY_PUBLIC_HTTP_PORT
    [ "$PROXY_PUBLIC_HTTPS_PORT" = 443 ] || HTTPS_PORT_IN_ADDRESS=:$PROXY_PUBLIC_HTTPS_PORT
    [ "$PROXY_TLS" = off ] || HTTP_PORT_IN_ADDRESS=$HTTPS_PORT_IN_ADDRESS
fi

# A machine without IPv6 cannot listen on [::].
[ -e /proc/net/if_inet6 ] || PROXY_LISTEN=$(each '' , "$PROXY_LISTEN" | grep -v : | tr -d '\n')
LISTEN_HTTP=$(each 'listen ' ":$PROXY_HTTP_PORT;" "$PROXY_LISTEN")
LISTEN_HTTP_DEFAULT=$(each 'listen ' ":$PROXY_HTTP_PORT default_server backlog=4096;" "$PROXY_LISTEN")
LISTEN_HTTPS=$(each 'listen ' ":$PROXY_HTTPS_PORT ssl http2;" "$PROXY_LISTEN")
LISTEN_HTTPS_DEFAULT=$(each 'listen ' ":$PROXY_HTTPS_PORT ssl http2 default_server backlog=4096;" "$PROXY_LISTEN")
REAL_IP_FROM=$(each 'set_real_ip_from ' ';' "$PROXY_BEHIND")
IN_FRONT=$(each '' ' 1;' "$PROXY_BEHIND")
SERVER_NAMES=$(printf '%s' "$PROXY_HOSTS" | tr ',' ' ')

export PROXY_CONF PROXY_UPSTREAM PROXY_SERVERS PROXY_HEALTH_PORT PROXY_CERTIFICATE PROXY_WEBROOT PROXY_USER \
    PROXY_PID PROXY_TEMP PROXY_LOG PROXY_ERROR_LOG HTTP_PORT_IN_ADDRESS HTTPS_PORT_IN_ADDRESS LISTEN_HTTP \
    LISTEN_HTTP_DEFAULT LISTEN_HTTPS LISTEN_HTTPS_DEFAULT REAL_IP_FROM IN_FRONT SERVER_NAMES
for template in "$here"/templates/*.template; do
    # Only the names in ${…} are ours; nginx's own variables have no braces.
    # shellcheck disable=SC2016
    names=$(grep -o '\${[A-Z_]*}' "$template" | sort -u | tr '\n' ' ') || true
    file=$(basename "$template" .template)
    envsubst "$names" <"$template" >"$PROXY_CONF/$file"
done
mkdir -p "$PROXY_CONF/proxy-errors"
cp "$here"/proxy-errors/*.html "$PROXY_CONF/proxy-errors/"
