"""`bukapo recount`: add up anew what dashboards tell of orders."""

from typing import Any

from django.core.management.base import BaseCommand

from bukapo.insights.tallies.anew import recount


class Command(BaseCommand):
    help = (
        "Throw away what dashboards add up and count every order anew. Safe at any time; it may take minutes."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stderr.write(f"{recount()} orders counted")
