"""What sending some orders would cost at a courier service, asked for all of them at once. Uses the network.

Threads ask; what they need from the database is read before, and no thread touches it.
"""

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from django.core.cache import cache

from bukapo.kernel.canonical import digest
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.couriers.asks import cash_of, pieces_of, rate_ask
from bukapo.orders.models import Order
from bukapo.orders.parts.gates import parts_ahead, parts_out
from bukapo.orders.parts.weights import shares_of
from bukapo.orders.weighing.reads import weighed
from bukapo.shipping.couriers.opened import open_courier, step_outside
from bukapo.shipping.couriers.places import nearest, question_of
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.models import Parcel
from bukapo.shipping.port import Courier, Piece, Place, Rate, RateAsk, Refused, Unavailable

AT_ONCE = 6
"""Questions to one service at the same time."""
KEPT, PLACES_KEPT = 600, 86_400
"""Seconds that a quote, and a service's name of an area, are remembered."""
AWAY = gettext_noop("Layanan kurirnya belum menjawab. Coba lagi sebentar.")
NO_PLACE = gettext_noop("Daerah tujuannya tidak ditemukan. Betulkan kota dan kode pos pesanannya.")
NOBODY = gettext_noop("Tidak ada kurir ke sana.")


@dataclass(frozen=True)
class Quoted:
    """One order's rates, cheapest first; `trouble` says why there are none. `label`: the service's name of the area.

    `part_id`: they are for the part of it that goes ahead.
    """

    order: Order
    grams: int
    cod: int
    place: str
    label: str
    rates: tuple[Rate, ...]
    trouble: str = ""
    part_id: int | None = None


@dataclass(frozen=True)
class _Asked:
    order: Order
    pieces: tuple[Piece, ...]
    grams: int
    cod: int
    part_id: int | None


def quotes(account: CourierAccount, orders: Sequence[Order], *, wait: float = 0) -> tuple[Quoted, ...]:
    """The orders in their order, each with what its parcel costs. Raises Unreadable."""
    asked = _asked(account.store_id, orders)
    courier = open_courier(account, wait)
    places = _places(account, courier, [one.order for one in asked]) if courier.needs_place else {}
    found: list[Quoted | None] = [None] * len(asked)
    questions: list[tuple[int, _Asked, Place | None, RateAsk]] = []
    for number, one in enumerate(asked):
        place = places.get(one.order.pk)
        if courier.needs_place and place is None:
            found[number] = Quoted(one.order, one.grams, one.cod, "", "", (), NO_PLACE, one.part_id)
            continue
        ask = rate_ask(
            account, one.order, one.pieces, grams=one.grams, place=place.id if place else "", cod=one.cod
        )
        questions.append((number, one, place, ask))
    answers = _answers(account, courier, [ask for _n, _o, _p, ask in questions])
    for (number, one, place, _ask), (rates, trouble) in zip(questions, answers, strict=True):
        where = (place.id, place.label) if place else ("", "")
        fitting = tuple(rate for rate in rates if rate.cod or not one.cod)
        found[number] = Quoted(
            one.order,
            one.grams,
            one.cod,
            *where,
            fitting,
            trouble or ("" if fitting else NOBODY),
            one.part_id,
        )
    return tuple(one for one in found if one is not None)


def _asked(store_id: int, orders: Sequence[Order]) -> list[_Asked]:
    """Of each order the parcel that leaves next: its part, what is left of it, or all of it. Nine queries at most."""
    ids = [order.pk for order in orders]
    ahead, out = parts_ahead(store_id, ids), parts_out(store_id, ids)
    shares = shares_of(store_id, [*ahead.values(), *out.values()])
    packed = dict(Parcel.objects.of(store_id).filter(order__in=ids).values_list("order_id", "weight"))
    scale, pieces = weighed(store_id, ids), pieces_of(orders, ahead=ahead)
    asked = []
    for order in orders:
        part, grams = ahead.get(order.pk), scale.get(order.pk, order.weight)
        if part:
            grams = shares[order.pk].ahead(grams)
        elif order.pk in packed:
            grams = packed[order.pk]
        elif order.pk in out:
            grams = shares[order.pk].rest(grams)
        cod = 0 if part else cash_of(order)
        asked.append(_Asked(order, pieces.get(order.pk, ()), grams, cod, part.pk if part else None))
    return asked


def _places(account: CourierAccount, courier: Courier, orders: Iterable[Order]) -> dict[int, Place]:
    """Order id -> the service's own area of its address, as far as one fits."""
    rows = list(orders)
    texts = {row.pk: question_of(row.postal_code, row.city) for row in rows}
    kept = {text: cache.get(_place_key(account, text)) for text in set(texts.values()) if text}
    missing = [text for text, known in kept.items() if known is None]
    for text, told in zip(missing, _all(courier.places, missing), strict=True):
        kept[text] = told[0] or ()
        if not told[1]:
            cache.set(_place_key(account, text), kept[text], PLACES_KEPT)
    found = {
        row.pk: nearest(kept.get(texts[row.pk]) or (), f"{row.address} {row.city}", row.postal_code)
        for row in rows
    }
    return {order: place for order, place in found.items() if place}


def _place_key(account: CourierAccount, text: str) -> str:
    """Another key or mode may open another list of areas: what every process remembers is of the account as saved."""
    return f"courier-place:{digest([account.pk, account.saved_at.isoformat(), text])}"


def _answers(
    account: CourierAccount, courier: Courier, asks: Sequence[RateAsk]
) -> list[tuple[tuple[Rate, ...], str]]:
    """(rates, trouble) of each question; the same question is asked once and remembered for ten minutes."""
    keys = [_rate_key(account, ask) for ask in asks]
    kept = {key: cache.get(key) for key in set(keys)}
    missing = {key: ask for key, ask in zip(keys, asks, strict=True) if kept[key] is None}
    fresh = dict(zip(missing, _all(courier.quote, list(missing.values())), strict=True))
    for key, (rates, trouble) in fresh.items():
        if not trouble:
            cache.set(key, rates, KEPT)
    return [
        (kept[key], "") if kept[key] is not None else (fresh[key][0] or (), fresh[key][1]) for key in keys
    ]


def _rate_key(account: CourierAccount, ask: RateAsk) -> str:
    """Origin, destination area and weight, as the service bills them; keys of an account that were changed count."""
    where = [ask.destination.place or ask.destination.postal_code, ask.origin.place or ask.origin.postal_code]
    facts = [account.pk, account.version, *where, ask.grams, ask.value, ask.cod, list(ask.couriers)]
    return f"courier-rates:{digest(facts)}"


def _all(question: Callable[..., tuple], asked: Sequence[object]) -> list[tuple[tuple | None, str]]:
    """(answer, trouble in a sentence) of each, asked side by side."""
    if not asked:
        return []
    step_outside()
    with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(asked))) as pool:
        return list(pool.map(lambda one: said(question, one), asked))


def said(question: Callable[..., tuple], one: object) -> tuple[tuple | None, str]:
    """(the answer, "") or (None, the trouble in a sentence)."""
    try:
        return question(one), ""
    except Unavailable:
        return None, AWAY
    except Refused as refused:
        return None, refused.said or AWAY
