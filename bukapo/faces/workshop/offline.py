"""The script that keeps the workshop's page on the phone. Its address is its reach: only what lies under the secret."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from bukapo.faces.workshop.access import floor_view
from bukapo.production.floor.told import ToldFloor


@require_safe
@floor_view
def worker(request: HttpRequest, floor: ToldFloor, secret: str) -> HttpResponse:
    """`/spk/<secret>/pekerja.js`: a service worker controls addresses beneath its own, and this has no other."""
    return HttpResponse(_script(), content_type="text/javascript; charset=utf-8")


@cache
def _script() -> bytes:
    found = finders.find("workshop/worker.js")
    return Path(str(found)).read_bytes()
