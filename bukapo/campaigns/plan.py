"""What a seller may set about a PO, before and after it is published. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, TypedDict

from bukapo.campaigns.linting.void import check_clauses
from bukapo.campaigns.locks.rules import MOST_DAYS as MOST_DAYS_LOCKED
from bukapo.campaigns.made import rules as made
from bukapo.campaigns.made.rules import Pace
from bukapo.campaigns.minimums.rules import MOST_EXTENSION, Least, checked_minimums
from bukapo.campaigns.rules import KINDS, SHORT_RULES
from bukapo.campaigns.series.rules import Rhythm
from bukapo.campaigns.tiers import Tier, checked_tiers
from bukapo.kernel.money import BASIS_POINTS
from bukapo.kernel.refusal import Invalid, Refusal, gettext_noop
from bukapo.payments.plans import BALANCES, MODES, MOST_TERMS

MOST_PIECES = 1_000_000
MOST_DAYS = 400
MOST_RUPIAH = 1_000_000_000


@dataclass(frozen=True)
class Item:
    """A product in the PO: rupiah per piece before surcharges; `normal_price` 0 = the product's own.

    `early_price` counts until the PO's `early_until` (0 = there is none).
    """

    product_id: int
    price: int
    normal_price: int = 0
    early_price: int = 0
    tiers: tuple[Tier, ...] = ()


class Instalment(TypedDict, total=False):
    """A row of the plan: `bp` basis points of the goods or `fixed` rupiah per piece, due on `day` or `days` after."""

    bp: int
    fixed: int
    day: date | None
    days: int


class Plan(TypedDict, total=False):
    """Only the keys given are set. Money in rupiah, instants aware (kept in UTC), days in the store's zone.

    `early_opens_at` is given a code by itself. `caps`: {variant id: pieces or None}, the whole table before publishing,
    single entries after. `items`, `photo_ids` replace what was there. `deposit_fixed` > 0 (rupiah per piece) goes
    before `deposit_bp`. `instalments` count in the mode `instalment`; `balance_due` says when the rest after a deposit
    is due, `balance_day` on which day. `rhythm` (`series.rules.Rhythm.as_json`) is of a kind of PO in batches, `pace`
    of one made to order; `minimums` replace what was there.
    """

    title: str
    kind: str
    rhythm: dict[str, Any]
    minimums: Sequence[Least]
    extension_days: int
    offers_colour: bool
    offers_next: bool
    story: str
    workshop_name: str
    items: Sequence[Item]
    cover_id: int | None
    photo_ids: Sequence[int]
    opens_at: datetime | None
    closes_at: datetime | None
    early_opens_at: datetime | None
    draw_at: datetime | None
    early_until: datetime | None
    grace_minutes: int
    cap: int | None
    caps: Mapping[int, int | None]
    buyer_cap: int | None
    target: int | None
    pay_mode: str
    deposit_bp: int
    deposit_fixed: int
    instalments: Sequence[Instalment]
    pay_hours: int
    balance_due: str
    balance_day: date | None
    balance_days: int
    produced: date | None
    ship_from: date | None
    ship_until: date | None
    pickup: bool
    pickup_place: str
    courier: bool
    address_days: int
    shipping_with: str
    extra_terms: str
    pace: Pace
    short_rule: str
    groups: bool
    group_least: int
    group_note: str


COLUMNS = (
    "title", "story", "workshop_name", "opens_at", "closes_at", "early_opens_at", "draw_at", "grace_minutes",
    "buyer_cap", "target", "early_until", "pay_mode", "deposit_bp", "deposit_fixed", "instalments", "pay_hours",
    "balance_due", "balance_day", "balance_days", "pickup", "pickup_place", "courier", "address_days", "shipping_with",
    "extra_terms", "short_rule", "groups", "group_least", "group_note",
    "kind", "rhythm", "extension_days", "offers_colour", "offers_next",
)  # fmt: skip
"""Keys that are columns of Campaign as they are."""

AFTER_PUBLISHING = frozenset(
    {"story", "workshop_name", "cover_id", "photo_ids", "cap", "caps", "buyer_cap", "target"}
    | {"groups", "group_least", "group_note"}
)
"""The rest was promised to buyers. Promised days move only by `move_promise`."""

TEXTS = {
    "title": 100,
    "story": 5000,
    "workshop_name": 80,
    "pickup_place": 200,
    "extra_terms": 4000,
    "group_note": 300,
}
NUMBERS: dict[str, tuple[int, int, str]] = {
    "cap": (1, MOST_PIECES, gettext_noop("Kuota paling sedikit 1 pcs.")),
    "buyer_cap": (1, MOST_PIECES, gettext_noop("Batas per pembeli paling sedikit 1 pcs.")),
    "target": (1, MOST_PIECES, gettext_noop("Target paling sedikit 1 pcs.")),
    "grace_minutes": (0, 60, gettext_noop("Kelonggaran antara 0 dan 60 menit.")),
    "deposit_bp": (0, 10_000, gettext_noop("DP antara 0 dan 100 persen.")),
    "deposit_fixed": (0, MOST_RUPIAH, gettext_noop("DP per pcs terlalu besar.")),
    "pay_hours": (1, 720, gettext_noop("Batas bayar antara 1 jam dan 30 hari.")),
    "balance_days": (1, 60, gettext_noop("Batas pelunasan antara 1 dan 60 hari.")),
    "address_days": (0, MOST_DAYS_LOCKED, gettext_noop("Kunci alamat antara 0 dan 30 hari sebelum kirim.")),
    "group_least": (0, 200, gettext_noop("Paling sedikit anggota antara 0 dan 200.")),
    "extension_days": (0, MOST_EXTENSION, gettext_noop("Perpanjangan paling lama 30 hari.")),
}
MOMENTS = ("opens_at", "closes_at", "early_opens_at", "draw_at")
CHOICES = {
    "kind": KINDS, "pay_mode": MODES, "balance_due": BALANCES, "shipping_with": ("order", "balance"),
    "short_rule": SHORT_RULES,
}  # fmt: skip


class PromisedAlready(Refusal):
    """The PO is published: `what` was promised to buyers."""

    code = "promised_already"
    sentence = gettext_noop(
        "PO sudah dibuka, jadi bagian ini tidak bisa diubah lagi: pembeli sudah memegang janjinya."
    )


class CapBelowTaken(Refusal):
    code = "cap_below_taken"
    sentence = gettext_noop("Kuota tidak bisa di bawah {taken} pcs yang sudah dipesan.")


class LowerBuyerCap(Refusal):
    code = "lower_buyer_cap"
    sentence = gettext_noop("Batas per pembeli hanya bisa dinaikkan setelah PO dibuka.")


class HasWaiting(Refusal):
    code = "has_waiting"
    sentence = gettext_noop(
        "Sudah ada yang mendaftar di PO ini, jadi tidak bisa dibatalkan begitu saja. Tutup saja PO-nya: semua yang "
        "menunggu dikabari."
    )


class HasOrders(Refusal):
    code = "has_orders"
    sentence = gettext_noop(
        "PO ini sudah punya pesanan, jadi tidak bisa dibatalkan begitu saja. Batalkan pesanannya satu per satu dulu."
    )


def checked(plan: Plan) -> Plan:
    """The plan tidied (texts trimmed, instants in UTC). Raises Invalid with the field, or a VoidClause."""
    values: dict[str, Any] = dict(plan)
    if unknown := set(values) - set(Plan.__annotations__):
        raise TypeError(f"a PO has no {sorted(unknown)}")
    _tidy_texts(values)
    _check_numbers(values)
    for name, allowed in CHOICES.items():
        if name in values and values[name] not in allowed:
            raise Invalid(field=name, why=gettext_noop("Pilih salah satu."))
    for name in (*MOMENTS, "early_until"):
        if values.get(name) is not None:
            values[name] = values[name].astimezone(UTC)
    if "instalments" in values:
        values["instalments"] = [_instalment(row) for row in values["instalments"]]
        if len(values["instalments"]) > MOST_TERMS:
            raise Invalid(field="instalments", why=gettext_noop("Paling banyak 6 termin."))
    if "pace" in values:
        values["pace"] = made.checked(values["pace"])
    _tidy_batches(values)
    check_window(**{name: values.get(name) for name in MOMENTS})
    check_clauses(values.get("extra_terms", ""))
    return values  # type: ignore[return-value]


def _tidy_batches(values: dict[str, Any]) -> None:
    if values.get("rhythm"):
        values["rhythm"] = Rhythm.of(values["rhythm"]).checked().as_json()
    if "minimums" in values:
        values["minimums"] = checked_minimums(values["minimums"])


def _instalment(row: Instalment) -> dict[str, Any]:
    """The row as it is kept, in JSON (`payments.plans.terms_of`). Whether the rows make a plan, `readiness` says."""
    bp, fixed, days, day = row.get("bp", 0), row.get("fixed", 0), row.get("days", 0), row.get("day")
    if not 0 <= bp <= BASIS_POINTS or not 0 <= fixed <= MOST_RUPIAH:
        raise Invalid(field="instalments", why=gettext_noop("Besar termin belum benar."))
    if not 0 <= days <= MOST_DAYS:
        raise Invalid(field="instalments", why=gettext_noop("Termin paling lama 400 hari setelah pesan."))
    return {"bp": bp, "fixed": fixed, "days": 0 if day else days, "day": day.isoformat() if day else None}


def _tidy_texts(values: dict[str, Any]) -> None:
    for name in TEXTS.keys() & values.keys():
        values[name] = str(values[name] or "").strip()
        if len(values[name]) > TEXTS[name]:
            raise Invalid(field=name, why=gettext_noop("Terlalu panjang. Singkat sedikit."))
    if "title" in values and not values["title"]:
        raise Invalid(field="title", why=gettext_noop("Judul PO belum diisi."))


def _check_numbers(values: dict[str, Any]) -> None:
    for name, (least, most, why) in NUMBERS.items():
        if values.get(name) is not None and not least <= values[name] <= most:
            raise Invalid(field=name, why=why)
    caps = [cap for cap in (values.get("caps") or {}).values() if cap is not None]
    if any(not 1 <= cap <= MOST_PIECES for cap in caps):
        raise Invalid(field="caps", why=NUMBERS["cap"][2])
    items = values.get("items", ())
    prices = [price for item in items for price in (item.price, item.normal_price, item.early_price)]
    if any(not 0 <= price <= MOST_RUPIAH for price in prices):
        raise Invalid(field="items", why=gettext_noop("Harganya terlalu besar."))
    if any(item.early_price and item.early_price >= item.price for item in items):
        raise Invalid(field="items", why=gettext_noop("Harga early bird harus di bawah harga PO."))
    for item in values.get("items", ()):
        checked_tiers(item.price, item.tiers)


def check_window(
    opens_at: datetime | None,
    closes_at: datetime | None,
    early_opens_at: datetime | None = None,
    draw_at: datetime | None = None,
) -> None:
    """Raise Invalid unless the moments known come in order: early opening, opening, draw, closing."""
    if opens_at and closes_at and closes_at <= opens_at:
        raise Invalid(field="closes_at", why=gettext_noop("Waktu tutup harus setelah waktu buka."))
    if early_opens_at and opens_at and early_opens_at >= opens_at:
        raise Invalid(field="early_opens_at", why=gettext_noop("Buka awal harus sebelum waktu buka."))
    if draw_at and ((opens_at and draw_at <= opens_at) or (closes_at and draw_at >= closes_at)):
        raise Invalid(
            field="draw_at", why=gettext_noop("Waktu undian harus di antara waktu buka dan waktu tutup.")
        )


def check_after_publishing(plan: Plan) -> None:
    """Raise PromisedAlready when the plan touches what buyers were promised."""
    for name in plan:
        if name not in AFTER_PUBLISHING:
            raise PromisedAlready(what=name)


def words_after_publishing(plan: Plan) -> tuple[str, str]:
    """What buyers read at once when it is saved."""
    return plan.get("story", ""), plan.get("group_note", "")
