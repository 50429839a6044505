"""The WSGI application that `manage.py serve` and the container run."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "advice.settings")
application = get_wsgi_application()
