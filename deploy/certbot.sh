#!/bin/sh
# Get a certificate for ADVICE_HOSTS and renew it in time, in certbot's container. The proxy sees the new one itself.
set -eu

domains=
for host in $(printf '%s' "$ADVICE_HOSTS" | tr ',' ' '); do
    domains="$domains --domain $host"
done
trap 'exit 0' TERM INT

while :; do
    # It asks for a certificate only where there is none or the one there is ends within a month.
    # shellcheck disable=SC2086
    if certbot certonly --webroot --webroot-path /var/www/acme --cert-name advice $domains \
        --keep-until-expiring --expand --non-interactive --agree-tos --email "$ACME_MAIL" --server "$ACME_SERVER"; then
        touch /tmp/renewed
        pause=43200
    else
        # Authorities allow few failures an hour.
        pause=3600
    fi
    sleep $pause &
    wait $! || true
done
