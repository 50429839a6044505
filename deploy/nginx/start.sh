#!/bin/sh
# Run nginx in its container: render its configuration, load it again when the certificate or the address of the
# site changes, and end when nginx stops answering, so that the restart policy starts it anew.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
conf=$PROXY_TEMP/conf
pause=${SUPERVISE_PAUSE:-10}

# What the configuration depends on and can change while nginx runs.
state() {
    cksum "$PROXY_CERTIFICATE/fullchain.pem" 2>/dev/null || echo "no certificate"
    getent hosts "${PROXY_UPSTREAM%:*}" || echo "no address"
}

"$here/render.sh" "$conf"
known=$(state)
nginx -c "$conf/nginx.conf" -g 'daemon off;' &
nginx=$!
trap 'kill -QUIT $nginx' TERM INT QUIT

failures=0
while kill -0 $nginx 2>/dev/null; do
    # A signal ends `wait`, and would not end `sleep`.
    sleep "$pause" &
    wait $! || true
    kill -0 $nginx 2>/dev/null || break
    if [ "$(state)" != "$known" ]; then
        known=$(state)
        # nginx keeps its configuration where the new one is wrong.
        if "$here/render.sh" "$conf"; then nginx -c "$conf/nginx.conf" -s reload || true; fi
    fi
    if curl --silent --fail --max-time 5 "http://127.0.0.1:${PROXY_HEALTH_PORT:-8089}/"; then
        failures=0
    else
        failures=$((failures + 1))
    fi
    if [ $failures -ge 6 ]; then
        echo "start.sh: nginx did not answer $failures checks in a row" >&2
        kill -KILL $nginx
        exit 1
    fi
done
wait $nginx
