"""A group is opened, set, locked, called off; its links are replaced."""

from dataclasses import dataclass
from datetime import UTC, datetime

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.rules import Closed
from bukapo.journal import clock
from bukapo.journal.steps import move
from bukapo.journal.write import write
from bukapo.kernel import readable
from bukapo.kernel.actor import Actor
from bukapo.kernel.ids import roster_code, secret
from bukapo.kernel.refusal import NotFound, gettext_noop
from bukapo.orders.intake import draft
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Roster
from bukapo.orders.rosters.desk import (
    holding,
    live_members,
    lock_roster,
    name_error,
    open_campaign,
    read_phone,
)
from bukapo.orders.rosters.events import RosterChanged, RosterOpened
from bukapo.orders.rosters.rules import (
    MOST_PRODUCTS,
    ONE,
    PAYERS,
    ROSTER,
    CapNeedsEach,
    GroupsOff,
    OrderRuns,
)
from bukapo.shipping.rules import COURIER, PICKUP

NAME_MISSING = gettext_noop("Tulis nama rombongannya, misalnya nama tim, kelas, atau kantor.")
PAYER_BAD = gettext_noop("Pilih siapa yang membayar.")
PRODUCTS_BAD = gettext_noop("Pilih 1 sampai 3 barang untuk rombongan ini.")
NUMBER_BAD = gettext_noop("Isian nomor ini tidak ada di barang yang dipilih.")
DEADLINE_BAD = gettext_noop("Batas isi harus setelah sekarang dan paling lambat waktu PO ditutup.")


@dataclass(frozen=True)
class RosterWish:
    """A group as its coordinator typed it. `number_field` is the id of the field whose numbers are given out once."""

    name: str
    coordinator: str
    phone: str
    payer: str
    products: tuple[int, ...]
    fulfilment: str
    deadline_at: datetime
    email: str = ""
    number_field: int | None = None
    shows_names: bool = False
    address: str = ""
    city: str = ""
    postal_code: str = ""
    zone_id: int | None = None
    language: str = "id"


@write
def open_roster(
    *, store_id: int, campaign_id: int, wish: RosterWish, key: str, actor: Actor, at: datetime
) -> RosterOpened:
    """A new group with its two links. `key` names the submission: the UNIQUE constraint lets it make one group.

    Raises NotFound, GroupsOff, Closed, CapNeedsEach, DraftInvalid.
    """
    rows = Campaign.objects.of(store_id).select_for_update(of=("self",)).select_related("store", "series")
    campaign = rows.filter(pk=campaign_id).first()
    if campaign is None:
        raise NotFound()
    _refuse_unless_taking(campaign)
    if wish.payer == ONE and campaign.buyer_cap is not None:
        raise CapNeedsEach(cap=campaign.buyer_cap)
    phone = _checked(wish, campaign, offer_of(campaign))
    by_courier = wish.fulfilment == COURIER
    row = Roster.objects.create(
        store_id=store_id,
        campaign=campaign,
        code=roster_code(),
        key=key,
        name=" ".join(wish.name.split()),
        coordinator=" ".join(wish.coordinator.split()),
        phone=phone,
        email=wish.email.strip().lower(),
        language=wish.language,
        secret=secret(),
        join_secret=secret(),
        payer=wish.payer,
        products=list(wish.products),
        number_field_id=wish.number_field,
        shows_names=wish.shows_names,
        fulfilment=wish.fulfilment,
        address=wish.address.strip() if by_courier else "",
        city=wish.city.strip() if by_courier else "",
        postal_code=wish.postal_code.strip() if by_courier else "",
        zone_id=wish.zone_id if by_courier else None,
        deadline_at=wish.deadline_at.astimezone(UTC),
        opened_at=at,
    )
    return RosterOpened(
        store_id=store_id,
        campaign_id=campaign.pk,
        roster_id=row.pk,
        state=row.state,
        payer=row.payer,
        fulfilment=row.fulfilment,
        products=tuple(wish.products),
        deadline_at=row.deadline_at,
    )


@write
def set_roster(
    *, store_id: int, roster_id: int, shows_names: bool, deadline_at: datetime, actor: Actor, at: datetime
) -> RosterChanged:
    """Whether members see each other, until when they fill in. Raises NotFound, RosterOver, Closed, DraftInvalid."""
    row = lock_roster(store_id=store_id, roster_id=roster_id)
    campaign = open_campaign(row)
    until = deadline_at.astimezone(UTC)
    assert campaign.closes_at is not None  # it is open
    if not at < until <= campaign.closes_at:
        raise DraftInvalid({"deadline_at": DEADLINE_BAD})
    if until > row.deadline_at:
        row.reminded_at = None  # there is time to be reminded of anew
    row.shows_names, row.deadline_at = shows_names, until
    row.save(update_fields=["shows_names", "deadline_at", "reminded_at"])
    return _changed(row, "settings")


@write
def lock_list(*, store_id: int, roster_id: int, actor: Actor, at: datetime) -> RosterChanged:
    """From now on only the coordinator changes anything. Raises NotFound, RosterOver, WrongState."""
    row = lock_roster(store_id=store_id, roster_id=roster_id)
    move(Roster.objects.of(store_id), pk=row.pk, machine=ROSTER, to="locked")
    return _changed(row, "locked", state="locked")


@write
def unlock_list(*, store_id: int, roster_id: int, actor: Actor, at: datetime) -> RosterChanged:
    """Members may fill in again, until the deadline. Raises NotFound, RosterOver, WrongState."""
    row = lock_roster(store_id=store_id, roster_id=roster_id)
    move(Roster.objects.of(store_id), pk=row.pk, machine=ROSTER, to="open")
    return _changed(row, "unlocked", state="open")


@write
def cancel_roster(*, store_id: int, roster_id: int, actor: Actor, at: datetime) -> RosterChanged:
    """The group is called off while nothing of it is ordered. Raises NotFound, RosterOver, OrderRuns."""
    row = lock_roster(store_id=store_id, roster_id=roster_id)
    if holding(row.order) or any(holding(m.order) for m in live_members(row).select_related("order")):
        raise OrderRuns()
    move(Roster.objects.of(store_id), pk=row.pk, machine=ROSTER, to="cancelled")
    return _changed(row, "cancelled", state="cancelled")


@write
def renew_links(*, store_id: int, roster_id: int, which: str, actor: Actor, at: datetime) -> RosterChanged:
    """A new secret for the coordinator (`link`) or for joining (`join_link`); the old one opens nothing from now on."""
    row = lock_roster(store_id=store_id, roster_id=roster_id)
    column = "join_secret" if which == "join_link" else "secret"
    Roster.objects.of(store_id).filter(pk=row.pk).update(**{column: secret()})
    return _changed(row, "join_link" if which == "join_link" else "link")


def _changed(row: Roster, what: str, *, state: str = "") -> RosterChanged:
    return RosterChanged(
        store_id=row.store_id, campaign_id=row.campaign_id, roster_id=row.pk, what=what, state=state
    )


def takes_groups(campaign: Campaign) -> bool:
    """A draw decides by person who may order at all: a group can't take part in it."""
    return campaign.groups and (campaign.draw_at is None or campaign.drawn_at is not None)


def _refuse_unless_taking(campaign: Campaign) -> None:
    if not takes_groups(campaign):
        raise GroupsOff()
    if (
        campaign.state != "published"
        or campaign.closes_at is None
        or clock.database_now() >= campaign.closes_at
    ):
        raise Closed()


def _checked(wish: RosterWish, campaign: Campaign, offer: Offer) -> str:
    """The coordinator's phone in E.164. Raises DraftInvalid with a sentence per field."""
    errors: dict[str, str] = {}
    if wrong := name_error(wish.name):
        errors["name"] = NAME_MISSING if not wish.name.strip() else wrong
    if wrong := name_error(wish.coordinator):
        errors["coordinator"] = wrong
    phone = read_phone(wish.phone, errors, needed=True)
    email = wish.email.strip()
    if email and (len(email) > 254 or not readable.EMAIL.fullmatch(email) or readable.unreadable(email)):
        errors["email"] = draft.EMAIL_BAD
    if wish.payer not in PAYERS:
        errors["payer"] = PAYER_BAD
    errors |= _goods_errors(wish, offer) | _place_errors(wish, offer)
    assert campaign.closes_at is not None  # it takes orders
    if not clock.database_now() < wish.deadline_at <= campaign.closes_at:
        errors["deadline_at"] = DEADLINE_BAD
    if errors:
        raise DraftInvalid(errors)
    return phone


def _goods_errors(wish: RosterWish, offer: Offer) -> dict[str, str]:
    chosen = [offer.by_product.get(product) for product in wish.products]
    if not 1 <= len(chosen) <= MOST_PRODUCTS or None in chosen or len(set(wish.products)) != len(chosen):
        return {"products": PRODUCTS_BAD}
    fields = {field.id: field for product in chosen if product for field in product.fields}
    if wish.number_field is not None and wish.number_field not in fields:
        return {"number_field": NUMBER_BAD}
    return {}


def _place_errors(wish: RosterWish, offer: Offer) -> dict[str, str]:
    if not {PICKUP: offer.pickup, COURIER: offer.courier}.get(wish.fulfilment):
        return {"fulfilment": draft.FULFILMENT_BAD}
    if wish.fulfilment == PICKUP:
        return {}
    errors: dict[str, str] = {}
    for name, most in (("address", 400), ("city", 80)):
        text = getattr(wish, name)
        if len(text) > most or readable.unreadable(text):
            errors[name] = draft.TOO_LONG if len(text) > most else draft.UNREADABLE
    if not wish.address.strip():
        errors["address"] = draft.ADDRESS_MISSING
    if wish.postal_code.strip() and not (
        len(wish.postal_code.strip()) == 5 and wish.postal_code.strip().isdecimal()
    ):
        errors["postal_code"] = draft.POSTAL_BAD
    if wish.zone_id not in {zone.id for zone in offer.zones}:
        errors["zone_id"] = draft.ZONE_MISSING
    return errors
