"""The WSGI door for granian, gunicorn and the like."""

import os

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
django = get_wsgi_application()
# Its models exist only now.
application = import_string("bukapo.faces.storefront.memory.door.RememberedPages")(django)
