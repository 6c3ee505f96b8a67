"""What fills the gaps of a teaser's messages, as things now stand."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from bukapo.campaigns.agreed import percent
from bukapo.campaigns.models import Campaign, Interest
from bukapo.campaigns.teaser.reads import teaser_of
from bukapo.campaigns.teaser.rules import opening
from bukapo.kernel.money import rupiah
from bukapo.messaging import spoken
from bukapo.orders.reminders.reads import standing_of


def link_of(interest: Interest) -> str:
    """Their own secret page: to order early, to vote, to go away."""
    return spoken.address("storefront:interest", interest.secret, otherwise=f"/t/{interest.secret}/")


def _opens(campaign: Campaign, at: datetime) -> str:
    teaser = teaser_of(campaign)
    planned = teaser.opens_at if teaser else None
    known = opening(state=campaign.state, opens_at=campaign.opens_at, planned=planned, at=at)
    return spoken.instant(known, campaign.store.zone) if known else ""


def _opens_early(campaign: Campaign, at: datetime) -> str:
    early = campaign.early_opens_at if campaign.state == "published" else None
    teaser = teaser_of(campaign) if early else None
    return spoken.instant(early, campaign.store.zone) if early and teaser and teaser.gives_early else ""


def _closes(campaign: Campaign, at: datetime) -> str:
    return spoken.instant(campaign.closes_at, campaign.store.zone) if campaign.closes_at else ""


def _voucher(campaign: Campaign, at: datetime) -> str:
    """`AWAL-7K3Q (10%)`, while it can be used."""
    teaser = teaser_of(campaign)
    voucher = teaser.voucher if teaser else None
    if voucher is None or voucher.stopped_at is not None:
        return ""
    return f"{voucher.code} ({rupiah(voucher.fixed) if voucher.fixed else percent(voucher.bp)})"


def _bonus(campaign: Campaign, at: datetime) -> str:
    teaser = teaser_of(campaign)
    return teaser.bonus if teaser else ""


def _left(campaign: Campaign, at: datetime) -> str:
    now = standing_of(campaign)
    return str(now.left) if now and now.left else ""


def _missing(campaign: Campaign, at: datetime) -> str:
    now = standing_of(campaign)
    missing = now.minimum - now.paid if now else 0
    return str(missing) if missing > 0 else ""


def of_teaser(tell: Callable[[Campaign, datetime], str]) -> Callable[[Any], str]:
    """As a gap of any message: of its `facts.Case`."""
    return lambda case: tell(case.campaign, case.event.at) if case.campaign else ""


TEASER_FACTS: dict[str, Callable[[Campaign, datetime], str]] = {
    "buka": _opens,
    "buka_awal": _opens_early,
    "ditutup": _closes,
    "voucher_daftar": _voucher,
    "bonus": _bonus,
    "tinggal": _left,
    "kurang_minimum": _missing,
}
"""Each takes the PO (its `store` loaded) and the instant of the event."""
