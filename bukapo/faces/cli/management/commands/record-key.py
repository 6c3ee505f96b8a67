"""`bukapo record-key [--new]`: the key that signs stores' records; `--new` puts another one in its place.

Old records stay checkable: the public half of every key that ever signed is kept and published.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from bukapo.journal import clock
from bukapo.trust.record.keys import change_key, ring


class Command(BaseCommand):
    help = "Show the keys of signed records, or sign with a new one from now on."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--new", action="store_true", help="sign with a new key from now on")

    def handle(self, *args: Any, **options: Any) -> None:
        held = change_key(at=clock.now()) if options["new"] else ring(at=clock.now())
        for key in held.keys:
            until = f", sampai {key.until}" if key.until else ", dipakai sekarang"
            self.stdout.write(f"{key.id} {key.public} sejak {key.since}{until}")
