import os
import socket
import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from bukapo.faces.cli.management.commands.web import add_address
from bukapo.faces.cli.prepare import collect_static, compile_translations, static_is_collected


class Command(BaseCommand):
    help = "Everything in one: migrate, prepare, then web and worker until SIGTERM or ctrl-C."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        add_address(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        bind, port = options["bind"], options["port"]
        _refuse_taken(bind, port)
        self._prepare()
        os.environ |= {"PORT": str(port), "BUKAPO_BIND": bind}
        url = settings.ENVIRONMENT.model_copy(update={"port": port}).base_url
        # The parent of web and worker needs nothing of what was loaded to prepare them.
        module = "bukapo.faces.cli.supervisor"
        os.execv(sys.executable, [sys.executable, "-m", module, url, bind, str(port)])

    def _prepare(self) -> None:
        self._say("bringing the database up to date")
        call_command("migrate", interactive=False, verbosity=0)
        if compile_translations():
            self._say("compiled translations")
        if static_is_collected() and collect_static():
            self._say("collected static files")

    def _say(self, words: str) -> None:
        self.stdout.write(f"bukapo: {words}")
        self.stdout.flush()


def _refuse_taken(bind: str, port: int) -> None:
    """Say it now and in words: the server itself would only say it after everything is prepared."""
    family = socket.AF_INET6 if ":" in bind else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((bind, port))
        except (OSError, OverflowError) as error:
            raise CommandError(
                f"Port {port} on {bind} can't be used ({error}). Choose another: PORT or --port."
            ) from error
