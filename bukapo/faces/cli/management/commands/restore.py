from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from bukapo.faces.cli.keeping.archive import Damaged
from bukapo.faces.cli.keeping.installation import Unfit, occupied, restore
from bukapo.journal import clock


class Command(BaseCommand):
    help = "Put back what `bukapo backup` wrote, on the same kind of database. Stop `bukapo serve` first."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--replace", action="store_true", help="take the place of what is here (kept as a backup)"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"].expanduser()
        full = occupied()
        if full and not options["replace"]:
            raise CommandError(
                "There are stores or people here already. To put the backup in their place: --replace"
            )
        at = clock.now()
        keep_as = Path(settings.DATA) / f"before-restore-{at:%Y%m%d-%H%M%S}.tar.gz" if full else None
        try:
            manifest = restore(path, keep_as=keep_as, at=at, say=self._say)
        except Damaged as damage:
            raise CommandError(f"{path} is not to be trusted: {damage}. Nothing was changed.") from damage
        except Unfit as why:
            raise CommandError(f"{path} does not fit: {why}. Nothing was changed.") from why
        except OSError as error:
            raise CommandError(f"{path} could not be restored: {error}") from error
        self._say(f"done: as of {manifest.made_at}")

    def _say(self, words: str) -> None:
        self.stdout.write(f"restore: {words}")
        self.stdout.flush()
