#!/bin/sh
# Prepare the site and run it in its container.
set -eu
python manage.py migrate --verbosity 0
python manage.py check --database default
python manage.py load_knowledge
python manage.py collectstatic --noinput --verbosity 0
exec python deploy/supervise.py python manage.py serve --host 0.0.0.0 --port "$PORT"
