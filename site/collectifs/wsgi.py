"""Entry point of production servers."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collectifs.settings.production")
application = get_wsgi_application()
