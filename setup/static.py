"""Collects static files where the settings want them, and prints that place. Run by `setup/prepare.py`."""

import os

import django
from django.conf import settings

from bukapo.faces.cli.prepare import collect_static

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
django.setup()
collect_static()  # leaves the stamp by which `bukapo serve` knows that there is nothing to do
print(settings.STATIC_ROOT)
