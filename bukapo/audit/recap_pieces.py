"""Invariant 8, piece by piece: ordered = produced + short + cancelled, through every addendum and swap."""

from collections.abc import Iterator

from bukapo.audit.breach import Breach
from bukapo.campaigns.models import Campaign
from bukapo.journal.models import EventRow
from bukapo.production.models import FrozenRecap, Swap
from bukapo.production.reads.account import piece_accounts

WHY = "the audit reads every store"


def pieces() -> Iterator[Breach]:
    """Of every kind of piece, each frozen version's count is held, short or cancelled since, and nothing came on top.

    A version speaks of the orders that held pieces when it was frozen: swaps move pieces between them, never away.
    """
    frozen = FrozenRecap.objects.across_stores(WHY).filter(order=None).order_by("campaign_id", "version")
    for campaign_id, version in frozen.values_list("campaign_id", "version"):
        campaign = Campaign.objects.across_stores(WHY).get(pk=campaign_id)
        for account in piece_accounts(campaign, version):
            if not account.even:
                told = " / ".join(account.values) or account.name
                yield Breach(
                    "pieces",
                    f"campaign {campaign_id}, recap version {version}, {told}",
                    f"{account.ordered} were ordered; {account.cancelled} are cancelled, {account.short} short, "
                    f"{account.made} made, {account.to_make} to make",
                )


def swaps() -> Iterator[Breach]:
    """A swap that was done gave each order what the other gave; nobody was swapped without one."""
    told: dict[int, dict[int | None, tuple[int, int]]] = {}
    rows = EventRow.objects.filter(kind="order.swapped").values_list("order_id", "data")
    for order_id, data in rows:
        told.setdefault(data["swap_id"], {})[order_id] = (data["gave_id"], data["got_id"])
    for swap in Swap.objects.across_stores(WHY).filter(state="done").order_by("pk"):
        given = (swap.gives_id, swap.wants_id)
        if told.pop(swap.pk, {}) != {swap.order_id: given, swap.taker_id: given[::-1]}:
            yield Breach("swap", f"swap {swap.pk}", "is not what its two orders were told")
    for swap_id in told:
        yield Breach("swap", f"swap {swap_id}", "changed orders and was not done")
