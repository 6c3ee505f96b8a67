"""What our own commands share: how a PO is named on the command line, and how one ends with a sentence."""

import sys
from typing import NoReturn

from bukapo.campaigns.models import Campaign

BAD_USAGE = 2


def stop(code: int, sentence: str) -> NoReturn:
    """Say why on standard error and exit with `code`."""
    print(sentence, file=sys.stderr)
    sys.exit(code)


def campaign_named(address: str) -> Campaign:
    """The PO at `STORE/CAMPAIGN`, its store loaded; stops with BAD_USAGE when there is none."""
    store, slash, slug = address.partition("/")
    if not (store and slash and slug) or "/" in slug or "\x00" in address:
        stop(BAD_USAGE, f"{address!r}: tulis sebagai TOKO/PO, misalnya angkatan-11/kaos-reuni")
    rows = Campaign.objects.across_stores("the operator names the store by its slug")
    campaign: Campaign | None = rows.filter(store__slug=store, slug=slug).select_related("store").first()
    if campaign is None:
        stop(BAD_USAGE, f"Tidak ada PO {address!r} di sini")
    return campaign
