"""What changes hands, as a workshop's page shows it."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.faces.workshop.forms import GiveForm, LostForm, ReceiveForm
from bukapo.production.floor.told import ToldFloor
from bukapo.production.handover.reads import Exchange, Giving, ToldHandOver


@dataclass(frozen=True)
class ShownLot:
    """`link` is a ready chat that leads to the page of this one hand-over."""

    lot: ToldHandOver
    link: str


@dataclass(frozen=True)
class ShownExchange:
    """`give` is None while there is nothing to hand over, `lost` while nothing is short."""

    told: Exchange
    arriving: tuple[tuple[ToldHandOver, ReceiveForm], ...]
    give: GiveForm | None
    givings: tuple[tuple[Giving, Any], ...]
    lost: LostForm | None
    losings: tuple[tuple[Giving, Any], ...]
    given: tuple[ShownLot, ...]


def shown_exchange(
    told: Exchange, floor: ToldFloor, secret: str, refused: Mapping[str, Any]
) -> ShownExchange:
    """`refused`: forms that were not taken, by `give`, `lost` and `receive-<id>`."""
    give = refused.get("give") or (give_form(told) if told.free and floor.state != "cancelled" else None)
    lost = refused.get("lost") or (lost_form(told) if told.open else None)
    return ShownExchange(
        told=told,
        arriving=tuple((lot, refused.get(f"receive-{lot.id}") or receive_form(lot)) for lot in told.arriving),
        give=give,
        givings=_with_fields(give, [one for one in told.sizes if one.standing.free > 0]),
        lost=lost,
        losings=_with_fields(lost, [one for one in told.sizes if one.standing.open > 0]),
        given=tuple(ShownLot(lot, told_by_chat(lot)) for lot in told.given),
    )


def give_form(told: Exchange, data: QueryDict | None = None, files: Any = None) -> GiveForm:
    """Filled with what is probably there; `key` makes two taps one hand-over."""
    initial: dict[str, Any] = {f"size-{one.position}": one.standing.ready for one in told.sizes}
    receivers = [(str(pk), name) for pk, name in told.receivers]
    first = receivers[0][0] if receivers else GiveForm.STORE
    return GiveForm(
        data,
        files,
        sizes=[(one.position, one.label) for one in told.sizes],
        receivers=receivers,
        initial=initial | {"key": secrets.token_urlsafe(12), "receiver": first},
        auto_id="serah_%s",
    )


def lost_form(told: Exchange, data: QueryDict | None = None) -> LostForm:
    sizes = [(one.position, one.label) for one in told.sizes]
    initial = {f"size-{one.position}": one.standing.open for one in told.sizes}
    return LostForm(data, sizes=sizes, initial=initial, auto_id="hilang_%s")


def receive_form(lot: ToldHandOver, data: QueryDict | None = None, files: Any = None) -> ReceiveForm:
    return ReceiveForm(data, files, lines=lot.lines, auto_id=f"masuk{lot.id}_%s")


def told_by_chat(lot: ToldHandOver) -> str:
    """A wa.me address without a number: nobody's phone is told to anybody. The link opens this hand-over, no more."""
    link = f"{settings.BASE_URL.rstrip('/')}{reverse('workshop:hand_over', args=[lot.secret])}"
    words = _(
        "Halo %(receiver)s, %(sender)s menyerahkan %(pieces)s pcs (%(number)s). "
        "Hitung, lalu catat yang diterima di sini: %(link)s"
    ) % {
        "receiver": lot.receiver or _("Toko"),
        "sender": lot.sender,
        "pieces": lot.sent,
        "number": lot.number,
        "link": link,
    }
    return f"https://wa.me/?text={quote(words)}"


def _with_fields(form: GiveForm | LostForm | None, sizes: list[Giving]) -> tuple[tuple[Giving, Any], ...]:
    return tuple((one, form.size(one.position)) for one in sizes) if form else ()
