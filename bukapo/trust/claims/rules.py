"""What may be claimed, what may be answered, and by when. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import gettext_noop

OPEN, OFFERED, AGREED, REFUSED, SETTLED, WITHDRAWN = (
    "open", "offered", "agreed", "refused", "settled", "withdrawn"
)  # fmt: skip
CLAIM = machine(
    "claim",
    OPEN,
    open="offered agreed settled refused withdrawn",
    offered="offered open agreed settled withdrawn",
    agreed="offered agreed settled",
    refused="open",
    settled="",
    withdrawn="",
)
"""open: the seller is to decide; offered: the buyer is to say whether that is right; agreed: the remedy is under way;
refused: with a reason, which the buyer may answer once and the seller may take back; settled: made good; withdrawn: by
the buyer."""

WAITS = (OPEN, OFFERED)
"""Nothing is agreed yet."""
LIVE = (OPEN, OFFERED, AGREED)
"""States in which a claim's pieces can't be claimed a second time."""

NOT_ASKED, ASKED, ON_ITS_WAY, BACK = "", "asked", "sent", "received"
RETURN = machine("return", f"{ASKED}", asked="sent received", sent="received", received="")
"""The goods that come back: asked for, sent by the buyer, at the seller's. (A claim that asks for none has "".)"""

REFUND, REPLACE, REPAIR, EXCHANGE = "refund", "replace", "repair", "exchange"
REMEDIES = {
    REFUND: gettext_noop("Uang kembali"),
    REPLACE: gettext_noop("Ganti baru"),
    REPAIR: gettext_noop("Diperbaiki"),
    EXCHANGE: gettext_noop("Tukar ukuran"),
}
"""What a buyer may wish for, and a seller grant."""

SEAM, PRINT, MATERIAL = "seam", "print", "material"
WRONG_SIZE, WRONG_GOODS, MISSING = "wrong_size", "wrong_item", "missing"
BROKEN, LOST, FIT, OTHER = "broken", "lost", "fit", "other"
REASONS = {
    SEAM: gettext_noop("Jahitan cacat"),
    PRINT: gettext_noop("Sablon atau bordir rusak"),
    MATERIAL: gettext_noop("Bahan cacat atau kotor"),
    WRONG_SIZE: gettext_noop("Ukuran yang dikirim salah"),
    WRONG_GOODS: gettext_noop("Barang yang dikirim salah"),
    MISSING: gettext_noop("Ada yang kurang"),
    BROKEN: gettext_noop("Rusak di jalan"),
    LOST: gettext_noop("Paket tidak sampai"),
    FIT: gettext_noop("Ukuran tidak pas di badan"),
    OTHER: gettext_noop("Lainnya"),
}
MADE_WRONG: Mapping[str, str] = {SEAM: "seam", PRINT: "print", MATERIAL: "material"}
"""Reasons that are of the making -> the reason quality control knows them by."""
NOBODYS_FAULT = (FIT, OTHER)
"""Goods that may be right: by the terms the seller pays the way back for every other reason."""
BEFORE_ARRIVAL = (LOST,)
"""The only reason while the parcel has not arrived."""

SPARE, WORK_ORDER, BATCH, APART = "spare", "work_order", "batch", "apart"
SOURCES = {
    SPARE: gettext_noop("dari lebihan yang sudah jadi"),
    WORK_ORDER: gettext_noop("ikut SPK yang masih berjalan"),
    BATCH: gettext_noop("ikut PO berikutnya"),
    APART: gettext_noop("dibuat terpisah"),
}
"""Where a replacement comes from."""

SELLER, BUYER = "seller", "buyer"
"""Who pays for sending the goods back."""

MOST_PHOTOS = 4
MOST_CLAIMS = 20
"""Claims of one order; more is somebody's script."""
MOST_WORDS, LEAST_WORDS = 1000, 10
CHANGES_GOODS = (REPLACE, REPAIR, EXCHANGE)
"""Remedies that end with a parcel."""


@dataclass(frozen=True)
class Remedy:
    """What a seller grants or offers. `amount` rupiah (refund); `source` of the new pieces (replace, exchange).

    `work_order_id`, `batch_id` name what the pieces join; `goods_back`: the buyer sends the goods back first, at
    `payer`'s cost. `note` is read by the buyer.
    """

    kind: str
    amount: int = 0
    source: str = ""
    work_order_id: int | None = None
    batch_id: int | None = None
    goods_back: bool = False
    payer: str = SELLER
    note: str = ""


def needs_answer(remedy: Remedy, *, wish: str, whole: int) -> bool:
    """Whether the buyer is asked first: it is not what was wished for, not all of it, or costs the buyer something.

    `whole` rupiah is what the claimed pieces cost.
    """
    if remedy.kind != wish:
        return True
    if remedy.kind == REFUND and remedy.amount < whole:
        return True
    return remedy.goods_back and remedy.payer == BUYER


def is_promised(
    *,
    reason: str,
    wish: str,
    personal: bool,
    received_at: datetime | None,
    at: datetime,
    defect_days: int,
    fit_days: int,
) -> bool:
    """Whether the order's terms promise to make this good; if not the seller decides freely.

    What is wrong is made good for `defect_days` after receipt. What is right and does not fit is exchanged for
    `fit_days` (0 = not at all), unless a name or a text was made on it (`personal`); its money is not promised.
    """
    if reason != FIT:
        return not is_late(received_at=received_at, at=at, days=defect_days)
    return (
        wish == EXCHANGE
        and not personal
        and fit_days > 0
        and not is_late(received_at=received_at, at=at, days=fit_days)
    )


def is_late(*, received_at: datetime | None, at: datetime, days: int) -> bool:
    """After the days the terms give; never before the goods are there."""
    return received_at is not None and at > received_at + timedelta(days=days)


def due_at(at: datetime, hours: int) -> datetime:
    """Until when a claim that comes in at `at` is to be answered."""
    return at + timedelta(hours=hours)


def remind_at(opened_at: datetime, due: datetime) -> datetime:
    """A day before the end, or half way where there is less than two days."""
    return max(due - timedelta(hours=24), opened_at + (due - opened_at) / 2)
