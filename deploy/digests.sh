#!/bin/sh
# Pin the images of docker-compose.yml in a .env file: digests.sh FILE. Other lines of the file stay as they are.
# It takes what the tag leads to today; run it again to take newer images.
set -eu

file=$1
touch "$file"
pinned=$(mktemp)
trap 'rm -f "$pinned"' EXIT
# A reference in docker-compose.yml looks like ${NGINX_IMAGE:-nginx:1.30-trixie}.
grep -o '[A-Z]*_IMAGE:-[^}]*:[^}]*' "$(dirname "$0")/../docker-compose.yml" | sort -u | while IFS= read -r line; do
    name=${line%%:-*}
    image=${line#*:-}
    docker pull --quiet "$image" >&2
    digest=$(docker image inspect --format '{{index .RepoDigests 0}}' "$image")
    echo "$name=$image@${digest#*@}"
done >"$pinned"
{
    grep -v '^[A-Z]*_IMAGE=' "$file" || true
    cat "$pinned"
} >"$file.new"
mv "$file.new" "$file"
cat "$pinned"
