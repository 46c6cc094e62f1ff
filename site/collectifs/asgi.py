"""Entry point of production servers."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "collectifs.settings.production")
application = get_asgi_application()
