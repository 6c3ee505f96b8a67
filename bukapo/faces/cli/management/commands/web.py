import os
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

THREADS = 64
"""Requests at once in one process. Most of them wait: for the intake, holding no connection, or for one of the pool."""


def add_address(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--port", type=int, default=settings.ENVIRONMENT.port, help="default: PORT, else 8000"
    )
    parser.add_argument(
        "--bind", default=settings.ENVIRONMENT.bukapo_bind, help="default: BUKAPO_BIND, else 127.0.0.1"
    )


class Command(BaseCommand):
    help = "Serve the pages (granian). Needs a migrated database and collected static files: `bukapo serve` makes both."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)
        parser.add_argument("--workers", type=int, default=1, help="processes; one is right for SQLite")
        parser.add_argument(
            "--threads", type=int, default=THREADS, help=f"requests at once, default {THREADS}"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        # The pages' own addresses come from the settings, which the server process reads anew.
        os.environ |= {"PORT": str(options["port"]), "BUKAPO_BIND": options["bind"]}
        command = [
            *(sys.executable, "-m", "granian", "--interface", "wsgi"),
            *("--host", options["bind"], "--port", str(options["port"])),
            *("--workers", str(options["workers"]), "--blocking-threads", str(options["threads"])),
            *("--workers-kill-timeout", "15", "--no-ws", "--log-level", "warning"),
            "bukapo.faces.cli.pages:application",
        ]
        os.execv(sys.executable, command)
