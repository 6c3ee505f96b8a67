import sys
from argparse import ArgumentParser
from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.forms.typed import LANGUAGES
from bukapo.faces.storefront.shown.held import shell_of
from bukapo.journal import clock
from bukapo.orders.intake.snapshot import Snapshot, pack

MOST = 100
SOON = timedelta(days=1)


class Command(BaseCommand):
    help = "For `bukapo intake`: prints what it must know of these POs (STORE/CAMPAIGN), of open ones without any."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("addresses", nargs="*", metavar="STORE/CAMPAIGN")

    def handle(self, *args: Any, **options: Any) -> None:
        campaigns = _named(options["addresses"]) if options["addresses"] else _open()
        sys.stdout.buffer.write(pack([_snapshot(campaign) for campaign in campaigns]))


def _named(addresses: list[str]) -> list[Campaign]:
    rows = Campaign.objects.across_stores("the thin door serves every store").select_related("store")
    found: list[Campaign] = []
    for address in addresses:
        store, _slash, slug = address.partition("/")
        found += rows.exclude(state="draft").filter(store__slug=store, slug=slug)
    return found


def _open() -> list[Campaign]:
    """Open now or soon; the next to open first."""
    now = clock.now()
    rows = Campaign.objects.across_stores("the thin door serves every store").select_related("store")
    running = rows.filter(state="published", closes_at__gt=now, opens_at__lt=now + SOON)
    return list(running.order_by("-opens_at")[:MOST])


def _snapshot(campaign: Campaign) -> Snapshot:
    shells = {language: shell_of(campaign.store, language=language).parts for language in LANGUAGES}
    return Snapshot(offer=offer_of(campaign), shells=shells)
