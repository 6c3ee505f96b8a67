"""When a PO is what. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bukapo.kernel.machine import machine
from bukapo.kernel.refusal import Refusal, gettext_noop

CAMPAIGN = machine(
    "campaign",
    "draft",
    draft="published cancelled",
    published="closed cancelled",
    closed="finished",
    finished="",
    cancelled="",
)

WINDOW, MADE_TO_ORDER, BATCH = "window", "made_to_order", "batch"
KINDS = [WINDOW, MADE_TO_ORDER, BATCH]
"""window: one run for all; made_to_order: one job per confirmed order; batch: a part of an endless series of POs."""

FIRST, SHARE, LOT = "first", "share", "lot"
SHORT_RULES = [FIRST, SHARE, LOT]
"""Who gets the pieces when fewer came out than were ordered: confirmed first, in proportion, or by a sealed draw."""

PRODUCED, SHIP_FROM, SHIP_UNTIL = "produced", "ship_from", "ship_until"
PROMISES = [PRODUCED, SHIP_FROM, SHIP_UNTIL]

TEASER, OPEN, CLOSED, PRODUCTION, SHIPPING, FINISHED, DRAFT, CANCELLED = (
    "teaser", "open", "closed", "production", "shipping", "finished", "draft", "cancelled",
)  # fmt: skip


class NotOpenYet(Refusal):
    code = "not_open_yet"
    sentence = gettext_noop("PO ini belum dibuka. Pesanan diterima mulai waktu buka yang tertera.")


class Closed(Refusal):
    code = "closed"
    sentence = gettext_noop("PO ini sudah ditutup, jadi pesanan baru tidak bisa diterima.")


class DrawAhead(Refusal):
    code = "draw_ahead"
    sentence = gettext_noop(
        "PO ini memakai undian: sekarang baru pendaftaran, dan pesanan dibuat waktu undian dijalankan."
    )


WHOLE_QUOTA = gettext_noop("Kuota PO")


class SoldOut(Refusal):
    """`left` pieces remain of `what`."""

    code = "sold_out"
    sentence = gettext_noop("{what} tinggal {left}. Kurangi jumlahnya atau pilih yang lain.")

    def __init__(self, **params: Any) -> None:
        if not params["left"]:
            self.sentence = gettext_noop("{what} sudah habis.")
        super().__init__(**params)


class OverBuyerCap(Refusal):
    """One phone number or one e-mail is one buyer; `had` pieces are theirs already."""

    code = "buyer_limit"
    sentence = gettext_noop(
        "Satu pembeli paling banyak {cap} pcs di PO ini. Nomor atau email ini sudah memesan {had}."
    )


@dataclass(frozen=True)
class Left:
    """Pieces still free; None = without limit."""

    campaign: int | None
    variants: Mapping[int, int | None]


def stamp_at(versions: str, *, early: bool) -> str:
    """An offer's stamp: the versions it was read from, and whether the early prices counted."""
    return f"{versions}.early" if early else versions


def buyer_keys(campaign_id: int, phone: str, email: str) -> tuple[str, ...]:
    """Under which a buyer's pieces are counted in a PO: the phone (E.164) and, when given, the e-mail."""
    keys = (f"{campaign_id}:{phone}",)
    return (*keys, f"{campaign_id}:{email.strip().lower()}") if email.strip() else keys


def check_room(left: Left, needs: Mapping[int, int], name_of: Callable[[int], str]) -> None:
    """Raise SoldOut unless `needs` (pieces more per variant id, negative gives back) fit what is left.

    `name_of` tells what to call a variant. A variant without a counter is not on offer: nothing of it is left.
    """
    if left.campaign is not None and sum(needs.values()) > left.campaign:
        raise SoldOut(what=WHOLE_QUOTA, left=left.campaign)
    for variant_id, pieces in needs.items():
        free = left.variants.get(variant_id, 0)
        if free is not None and pieces > 0 and pieces > free:
            raise SoldOut(what=name_of(variant_id), left=free)


def phase(
    *,
    state: str,
    opens_at: datetime | None,
    closes_at: datetime | None,
    produced_at: datetime | None,
    started: bool,
    at: datetime,
) -> str:
    """What a visitor meets at `at` (UTC). `started` = a workshop has accepted the work."""
    if state in (DRAFT, CANCELLED, FINISHED):
        return state
    if state == "published" and opens_at and closes_at and at < closes_at:
        return TEASER if at < opens_at else OPEN
    if produced_at:
        return SHIPPING
    return PRODUCTION if started else CLOSED


@dataclass(frozen=True)
class Window:
    """When a PO takes orders: [opens_at, closes_at), UTC.

    `early_opens_at`: earlier for those with the early-access code. `draw_at`: until then buyers only register, then a
    draw places the winners, after which `drawn` is true. `grace`: how long a checkout begun before closing may still
    be finished.
    """

    state: str
    opens_at: datetime | None
    closes_at: datetime | None
    early_opens_at: datetime | None = None
    draw_at: datetime | None = None
    grace: timedelta = timedelta(0)
    drawn: bool = False

    def check(self, at: datetime, *, early: bool = False, begun_at: datetime | None = None) -> None:
        """Raise NotOpenYet, Closed or DrawAhead unless an order may be taken at `at`: the database's time, locked.

        `early`: the buyer holds the early-access code. `begun_at`: when their checkout began, if that is proved.
        """
        self.check_open(at, early=early, begun_at=begun_at)
        if self.drawing:
            raise DrawAhead()

    def check_open(self, at: datetime, *, early: bool = False, begun_at: datetime | None = None) -> None:
        """Raise NotOpenYet or Closed unless a form may be sent at `at`: to order, to register or to wait."""
        if self.state != "published" or self.opens_at is None or self.closes_at is None:
            raise Closed()
        in_grace = begun_at is not None and self.opens_at <= begun_at < self.closes_at
        if at >= self.closes_at + (self.grace if in_grace else timedelta(0)):
            raise Closed()
        opens_at = min(self.early_opens_at or self.opens_at, self.opens_at) if early else self.opens_at
        if at < opens_at:
            raise NotOpenYet()

    @property
    def drawing(self) -> bool:
        """Forms register for a draw that has not been held yet; no order is taken."""
        return self.draw_at is not None and not self.drawn

    def registering(self, at: datetime) -> bool:
        """Whether the draw is still to come at `at`, so that one may register for it."""
        return self.draw_at is not None and not self.drawn and at < self.draw_at

    @property
    def ends_at(self) -> datetime | None:
        """The first instant at which no order at all can come in any more."""
        return None if self.closes_at is None else self.closes_at + self.grace
