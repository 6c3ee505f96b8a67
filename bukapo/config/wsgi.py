"""The WSGI door for granian, gunicorn and the like."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
django = get_wsgi_application()

# Only now are the models ready.
from bukapo.faces.storefront.memory.door import RememberedPages  # noqa: E402

application = RememberedPages(django)
