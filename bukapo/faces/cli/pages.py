"""The WSGI application as granian's own child processes load it.

A granian killed by -9 leaves its children running: they are told to go with it. What was acknowledged is committed.
"""

import os
import signal
import sys

from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from bukapo.faces.cli.orphans import die_with_parent
from bukapo.faces.intake.memory import rest_the_collector

die_with_parent(signal.SIGKILL)()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
django = get_wsgi_application()
# Their models exist only now.
import_string("bukapo.orders.intake.door.DOOR").open()
application = import_string("bukapo.faces.storefront.memory.door.RememberedPages")(django)
rest_the_collector()
sys.setswitchinterval(0.001)  # a page from memory must not wait behind one that is being made
