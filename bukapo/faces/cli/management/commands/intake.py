import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import msgspec
from csp.utils import build_policy
from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

from bukapo.faces.cli.prepare import compile_translations
from bukapo.faces.intake.config import Config, Database
from bukapo.faces.ui import permissions
from bukapo.orders.intake.door import conninfo
from bukapo.orders.writes.place import told_of_orders

PORT = 8001
READER = (sys.executable, "-m", "bukapo", "intake-snapshots")


class Command(BaseCommand):
    help = "The thin door for drops: takes the two addresses that place orders, behind the proxy rule of deploy/."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}")
        parser.add_argument(
            "--bind", default=settings.ENVIRONMENT.bukapo_bind, help="default: BUKAPO_BIND, else 127.0.0.1"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        compile_translations()
        config = Config(
            host=options["bind"],
            port=options["port"],
            database=_database(),
            base_url=settings.BASE_URL,
            headers=_headers(),
            reader=READER,
            consumers=told_of_orders(),
            seal=settings.CHECKOUT_SEAL,
            catalogue=_catalogue(),
            proxies=settings.PROXIES,
        )
        _on_standard_input(msgspec.json.encode(config))
        os.execv(sys.executable, [sys.executable, "-m", "bukapo.faces.intake"])


def _database() -> Database:
    database = settings.DATABASES["default"]
    if connection.vendor == "postgresql":
        return Database(conninfo=conninfo())
    options = database["OPTIONS"]
    return Database(path=str(database["NAME"]), pragmas=options["init_command"], timeout=options["timeout"])


def _headers() -> dict[str, str]:
    """What the ordinary door's middleware adds to a page."""
    headers = {
        "Content-Security-Policy": build_policy(),
        permissions.HEADER: permissions.NOTHING,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
        "X-Robots-Tag": "noindex",
    }
    if settings.SECURE_HSTS_SECONDS:
        headers["Strict-Transport-Security"] = f"max-age={settings.SECURE_HSTS_SECONDS}"
    return headers


def _catalogue() -> str:
    compiled = Path(settings.LOCALE_PATHS[0]) / "en" / "LC_MESSAGES" / "django.mo"
    return str(compiled) if compiled.exists() else ""


def _on_standard_input(document: bytes) -> None:
    """Whatever this process becomes reads it there. A file without a name: a pipe would have to be emptied first."""
    handle = os.memfd_create("bukapo-intake") if hasattr(os, "memfd_create") else _unnamed()
    os.write(handle, document)
    os.lseek(handle, 0, os.SEEK_SET)
    os.dup2(handle, 0)


def _unnamed() -> int:
    path = Path(settings.DATA) / f"intake-{os.getpid()}"
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    path.unlink()
    return handle
