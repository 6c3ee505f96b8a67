"""Collects static files where the settings want them, and prints that place. Run by `setup/prepare.py`."""

import os

import django
from django.conf import settings
from django.core.management import call_command

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bukapo.config.settings")
django.setup()
call_command("collectstatic", interactive=False, verbosity=0)
print(settings.STATIC_ROOT)
