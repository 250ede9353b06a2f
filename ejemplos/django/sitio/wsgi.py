"""La puerta de un servidor WSGI, como gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sitio.ajustes")
application = get_wsgi_application()
