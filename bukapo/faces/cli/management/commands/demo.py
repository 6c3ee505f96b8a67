"""`bukapo demo`: plainly fictional shops to look at. Run again it changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from bukapo.faces.cli.demo import bakery, reunion, streetwear, where
from bukapo.faces.cli.demo.shop import EMAIL, PASSWORD
from bukapo.journal import clock

BUILDERS = {
    "Kota Kita (streetwear)": streetwear.build,
    "Dapur Contoh (kue)": bakery.build,
    "Angkatan 11": reunion.build,
}


class Command(BaseCommand):
    help = "Fill in the demo: a streetwear brand, a home bakery and a class reunion, all plainly fictional."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", verbosity=0, interactive=False)
        now = clock.now()
        for name, build in BUILDERS.items():
            self.stderr.write(f"demo: {name} …")
            build(now)
        self._say_where()

    def _say_where(self) -> None:
        self.stdout.write("")
        for what, path in where.places():
            self.stdout.write(f"  {what:<30} {settings.BASE_URL}{path}")
        self.stdout.write(f"  {'Email dan kata sandi':<30} {EMAIL} / {PASSWORD}\n")
