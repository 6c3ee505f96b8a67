"""A past PO as the plan of the next one: its settings, the days ahead, the suggestions taken over. Reads, then pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from bukapo.campaigns import plan as plans
from bukapo.campaigns.cloning.dates import Dates
from bukapo.campaigns.cloning.rules import (
    CAP,
    DEPOSIT,
    MINIMUM,
    OPENING,
    ORDERED,
    PAY_HOURS,
    PRICE,
    PRODUCE_DAYS,
    SHIP_DAYS,
    TARGET,
    WINDOW_DAYS,
    Applied,
    next_opening,
)
from bukapo.campaigns.made.reads import pace_of
from bukapo.campaigns.minimums.rules import Least
from bukapo.campaigns.models import (
    Campaign,
    CampaignItem,
    CampaignPhoto,
    Partner,
    PieceCounter,
    Promise,
    Voucher,
)
from bukapo.campaigns.plan import Item, Plan
from bukapo.campaigns.reads import minimums_of
from bukapo.campaigns.tier_reads import tiers_of
from bukapo.catalog.models import Product

PRODUCT, SIZE, BUNDLE, VOUCHERS, PARTNERS, DRAW, SERIES = (
    "product", "variant", "bundle", "vouchers", "partners", "draw", "series",
)  # fmt: skip
"""What may be left out of a clone."""

LeftOut = tuple[str, str]
"""(what, which or how many)."""

_OWN = frozenset(
    {
        "title",
        "opens_at",
        "closes_at",
        "early_opens_at",
        "early_until",
        "draw_at",
        "balance_day",
        "instalments",
    }
)


@dataclass(frozen=True)
class NextPlan:
    """`gone` are products of the origin that are not sold any more."""

    plan: Plan
    dates: Dates
    left_out: tuple[LeftOut, ...]
    gone: frozenset[int] = frozenset()

    @property
    def cap(self) -> int | None:
        return self.plan.get("cap")


def next_plan(
    origin: Campaign, *, at: datetime, applied: Sequence[Applied] = (), opens_at: datetime | None = None
) -> NextPlan:
    """`opens_at` as the seller wishes; else on such a day and hour as the last time, a few days from `at`.

    The PO must have a window, and `origin.store` be loaded. Nine queries.
    """
    chosen = sorted(applied, key=lambda one: ORDERED.index(one.kind))
    items, gone = _items(origin)
    sold = {item.product_id for item in items}
    plan: dict[str, Any] = {name: getattr(origin, name) for name in plans.COLUMNS if name not in _OWN}
    plan["items"] = items
    plan["minimums"] = [
        one for one in minimums_of(origin) if one.product_id is None or one.product_id in sold
    ]
    plan["cover_id"] = origin.cover_id
    photos = CampaignPhoto.objects.of(origin.store_id).filter(campaign=origin)
    plan["photo_ids"] = list(photos.values_list("photo_id", flat=True))
    if (pace := pace_of(origin)) is not None:
        plan["pace"] = pace
    plan["cap"], plan["caps"], lost = _caps(origin, sold)
    dates = _moved(dates_of(origin), at, chosen, opens_at)
    left: list[LeftOut] = [(PRODUCT, name) for _pk, name in gone]
    left += [(SIZE, label) for label in lost]
    left += _never(origin)
    for one in chosen:
        _take_over(plan, one)
    if dates.draw_at and not dates.opens_at < dates.draw_at < dates.closes_at:
        dates, left = replace(dates, draw_at=None), [*left, (DRAW, "")]
    return NextPlan(_dated(plan, dates, origin), dates, tuple(left), frozenset(pk for pk, _name in gone))  # type: ignore[arg-type]


def dates_of(origin: Campaign) -> Dates:
    """As they were first promised. One query."""
    assert origin.opens_at and origin.closes_at  # published once, so it has a window
    first: dict[str, date] = {}
    for what, day in (
        Promise.objects.of(origin.store_id).filter(campaign=origin).order_by("pk").values_list("what", "day")
    ):
        first.setdefault(what, day)
    return Dates(
        origin.store.zone, origin.opens_at, origin.closes_at, origin.early_opens_at, origin.early_until,
        origin.draw_at, first.get("produced"), first.get("ship_from"), first.get("ship_until"), origin.balance_day,
        tuple(date.fromisoformat(row["day"]) if row.get("day") else None for row in origin.instalments),
    )  # fmt: skip


def _moved(dates: Dates, at: datetime, chosen: Sequence[Applied], opens_at: datetime | None) -> Dates:
    wished = {one.setting: one.new for one in chosen}
    opening = next_opening(dates.opens_at, at, dates.zone, hour_of_week=wished.get(OPENING))
    dates = dates.opened_at(opens_at or opening)
    for setting, change in (
        (WINDOW_DAYS, Dates.lasting), (PRODUCE_DAYS, Dates.made_in), (SHIP_DAYS, Dates.sent_in),
    ):  # fmt: skip
        if setting in wished:
            dates = change(dates, wished[setting])
    return dates


def _take_over(plan: dict[str, Any], one: Applied) -> None:
    """One suggestion that is no day."""
    if one.kind in (CAP, TARGET, PAY_HOURS):
        plan[one.setting] = one.new
    elif one.kind == DEPOSIT:
        plan |= {"deposit_bp": one.new, "deposit_fixed": 0}
    elif one.kind == MINIMUM:
        plan["minimums"] = [Least(one.new), *(least for least in plan["minimums"] if not least.whole)]
    elif one.kind == PRICE:
        plan["items"] = [
            replace(item, price=one.new) if item.product_id == one.product_id else item
            for item in plan["items"]
        ]


def _dated(plan: dict[str, Any], dates: Dates, origin: Campaign) -> dict[str, Any]:
    names = ("opens_at", "closes_at", "early_opens_at", "early_until", "draw_at", "balance_day")
    plan |= {name: getattr(dates, name) for name in names}
    plan |= {
        name: getattr(dates, name) for name in ("produced", "ship_from", "ship_until") if getattr(dates, name)
    }
    plan["instalments"] = [
        {"bp": row["bp"], "fixed": row["fixed"], "days": row["days"], "day": day}
        for row, day in zip(origin.instalments, dates.instalments, strict=True)
    ]
    return plan


def _items(origin: Campaign) -> tuple[list[Item], list[tuple[int, str]]]:
    """What goes along, and (id, name) of what is put away."""
    tiers = tiers_of(origin)
    rows = CampaignItem.objects.of(origin.store_id).filter(campaign=origin).select_related("product")
    items, gone = [], []
    for row in rows.order_by("position", "id"):
        product: Product = row.product
        if product.archived:
            gone.append((product.pk, product.name))
        else:
            its = tuple(tiers.get(product.pk, ()))
            items.append(Item(product.pk, row.price, row.normal_price, row.early_price, its))
    return items, gone


def _caps(origin: Campaign, sold: set[int]) -> tuple[int | None, dict[int, int | None], list[str]]:
    """Of the whole, of variants still in use, and the labels of those that are not."""
    caps: dict[int, int | None] = {}
    whole, lost = None, []
    rows = PieceCounter.objects.of(origin.store_id).filter(campaign=origin).select_related("variant")
    for row in rows:
        if row.variant is None:
            whole = row.cap
        elif row.cap is not None and row.variant.product_id in sold:
            if row.variant.active:
                caps[row.variant_id] = row.cap
            else:
                lost.append(row.variant.label)
    return whole, caps, lost


def _never(origin: Campaign) -> list[LeftOut]:
    """What is never cloned: codes were promised for one PO only."""
    told: list[LeftOut] = []
    vouchers = Voucher.objects.of(origin.store_id).filter(campaign=origin).count()
    partners = Partner.objects.of(origin.store_id).filter(campaign=origin, order=None).count()
    if vouchers:
        told.append((VOUCHERS, str(vouchers)))
    if partners:
        told.append((PARTNERS, str(partners)))
    if origin.series_id is not None:
        told.append((SERIES, ""))
    return told
