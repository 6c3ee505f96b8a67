"""Who is next. Pure."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.rules import WHOLE_QUOTA, Left
from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop
from bukapo.orders.intake.draft import Priced

REGISTERED, WAITING, ORDERED, LEFT, MISSED = "registered", "waiting", "ordered", "left", "missed"
ENTRY = machine(
    "entry",
    "registered waiting",
    registered="waiting left missed",
    waiting="ordered left missed",
    ordered="",
    left="",
    missed="",
)
"""registered: takes part in the draw; waiting: in line; ordered: its turn came; missed: the PO closed before."""

LIVE = [REGISTERED, WAITING]

K = TypeVar("K")


class AlreadyWaiting(Refusal):
    """Who it is stays unsaid: the link belongs to the person who got it."""

    code = "already_waiting"
    sentence = gettext_noop(
        "Nomor WhatsApp atau e-mail ini sudah terdaftar di sini. Buka tautan yang Anda simpan waktu mendaftar."
    )


class WishTooBig(Refusal):
    code = "wish_too_big"
    sentence = gettext_noop(
        "{what} hanya {cap} pcs, jadi keinginan ini tidak akan pernah muat. Kurangi dulu."
    )


def fitting(wishes: Iterable[tuple[K, Mapping[int, int]]], left: Left, *, most: int) -> list[K]:
    """Whose turn has come, in line order, at most `most`: a wish is served whole or keeps its place and is passed over.

    `wishes` are (name of the wish, pieces per variant id). What an earlier wish takes is gone for a later one.
    """
    whole, variants = left.campaign, dict(left.variants)
    served: list[K] = []
    for name, needs in wishes:
        if whole == 0 or len(served) == most:
            break
        if not _fits(needs, whole, variants):
            continue
        served.append(name)
        whole = None if whole is None else whole - sum(needs.values())
        for variant_id, pieces in needs.items():
            free = variants.get(variant_id, 0)
            variants[variant_id] = None if free is None else free - pieces
    return served


def _fits(needs: Mapping[int, int], whole: int | None, variants: Mapping[int, int | None]) -> bool:
    if whole is not None and sum(needs.values()) > whole:
        return False
    free = ((variants.get(variant_id, 0), pieces) for variant_id, pieces in needs.items())
    return all(left is None or pieces <= left for left, pieces in free)


def refuse_impossible(one: Priced, offer: Offer, caps: Mapping[int | None, int | None]) -> None:
    """Raise WishTooBig for a wish larger than the PO (`caps` by variant id, None = the whole PO) will ever have."""
    whole = caps.get(None)
    if whole is not None and one.pieces > whole:
        raise WishTooBig(what=WHOLE_QUOTA, cap=whole)
    for line in one.lines:
        cap = caps.get(line.variant_id)
        if cap is not None and one.needs[line.variant_id] > cap:
            raise WishTooBig(what=line.label or line.product_name, cap=cap)
