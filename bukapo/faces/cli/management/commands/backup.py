from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from bukapo.faces.cli.keeping.installation import back_up
from bukapo.journal import clock


class Command(BaseCommand):
    help = "Everything (database, pictures, key) in one .tar.gz that only you can read. Pages go on being served."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].expanduser().absolute()
        if path.exists():
            raise CommandError(f"{path} exists already. Choose another name; backups are not overwritten.")
        try:
            size = back_up(path, at=clock.now(), say=self._say)
        except OSError as error:
            raise CommandError(f"The backup could not be written: {error}") from error
        self._say(f"done: {path} ({size / 1_000_000:.1f} MB)")

    def _say(self, words: str) -> None:
        self.stdout.write(f"backup: {words}")
        self.stdout.flush()
