"""A group's pages in words: links, texts to send, standings."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import current_promises, offer_of
from bukapo.faces.storefront.shown.campaign import CampaignPage, campaign_page
from bukapo.faces.storefront.shown.paying import dates_of, how_this_is_paid
from bukapo.faces.ui.dates import day_and_time
from bukapo.orders.bulk.reads import parcels_of
from bukapo.orders.intake.draft import Priced
from bukapo.orders.models import GroupParcel, Roster
from bukapo.orders.rosters.reads import (
    MISSING,
    PAID,
    WISHED,
    MemberTold,
    RosterTold,
    roster_told,
    takes_changes,
)
from bukapo.orders.rosters.rules import EACH, ONE


def link(route: str, *args: object) -> str:
    """A whole address, to be shared."""
    return f"{settings.BASE_URL.rstrip('/')}{reverse(f'storefront:{route}', args=args)}"


def to_whatsapp(text: str, phone: str = "") -> str:
    """An address that opens WhatsApp with the text in it: to this number, or to be sent to anybody."""
    return f"https://wa.me/{phone.removeprefix('+')}?text={quote(text)}"


@dataclass(frozen=True)
class MemberRow:
    """A member on the coordinator's page; `remind` opens WhatsApp with the words ready, "" where there is nothing."""

    told: MemberTold
    number: int
    word: str
    ink: str
    remind: str


@dataclass(frozen=True)
class RosterPage:
    """The coordinator's page. Sums in rupiah."""

    told: RosterTold
    missing: Sequence[MemberRow]
    unpaid: Sequence[MemberRow]
    done: Sequence[MemberRow]
    join: str
    share: str
    may_change: bool
    parcels: Sequence[GroupParcel] = ()

    @property
    def one(self) -> bool:
        return self.told.roster.payer == ONE

    @property
    def all(self) -> int:
        return len(self.told.members)


def roster_page(roster: Roster, *, at: datetime) -> RosterPage:
    """Everybody once: who misses something, who has not paid, who is done."""
    told = roster_told(roster, offer_of(roster.campaign))
    rows = [_row(member, number, told) for number, member in enumerate(told.members, start=1)]
    join = link("roster_join", roster.join_secret)
    return RosterPage(
        told=told,
        missing=[row for row in rows if not row.told.filled],
        unpaid=[row for row in rows if row.told.filled and not row.told.paid],
        done=[row for row in rows if row.told.paid],
        join=join,
        share=to_whatsapp(_share_text(roster, join)),
        may_change=takes_changes(roster, at),
        parcels=parcels_of(roster) if roster.payer == EACH else (),
    )


def _row(member: MemberTold, number: int, told: RosterTold) -> MemberRow:
    word, ink = _stamp(member, told.roster)
    return MemberRow(member, number, word, ink, _remind(member, told.roster))


def _stamp(member: MemberTold, roster: Roster) -> tuple[str, str]:
    if member.standing == MISSING:
        return _("Belum isi"), "pencil"
    if roster.payer == ONE:
        return (_("Sudah setor"), "") if member.settled else (_("Belum setor"), "pencil")
    if member.standing == WISHED:
        return _("Belum pesan"), "pencil"
    if member.standing == PAID:
        owes = member.order is not None and member.order.outstanding > 0
        return (_("DP"), "") if owes else (_("Lunas"), "")
    return _("Belum bayar"), "pencil"


def _share_text(roster: Roster, join: str) -> str:
    facts = {
        "group": roster.name,
        "title": roster.campaign.title,
        "until": day_and_time(roster.deadline_at, roster.campaign.store.zone),
        "link": join,
    }
    return (
        _("Halo semua, isi data %(group)s untuk PO %(title)s di sini paling lambat %(until)s:\n%(link)s")
        % facts
    )


def _remind(member: MemberTold, roster: Roster) -> str:
    own = link("roster_member", member.secret)
    facts = {
        "name": member.name,
        "group": roster.name,
        "until": day_and_time(roster.deadline_at, roster.campaign.store.zone),
        "link": own,
    }
    if member.standing == MISSING:
        text = _(
            "Halo %(name)s, data Anda untuk %(group)s belum lengkap. Isi di sini paling lambat %(until)s:\n%(link)s"
        )
    elif member.paid:
        return ""
    elif roster.payer == ONE:
        text = _(
            "Halo %(name)s, uang pesanan %(group)s ditunggu, ya. Data Anda bisa dicek di sini:\n%(link)s"
        )
    elif member.standing == WISHED:
        text = _(
            "Halo %(name)s, data Anda untuk %(group)s sudah ada tapi belum dipesan. Lanjutkan di sini:\n%(link)s"
        )
    else:
        text = _("Halo %(name)s, pesanan Anda untuk %(group)s belum dibayar. Cek di sini:\n%(link)s")
    return to_whatsapp(text % facts, member.phone)


@dataclass(frozen=True)
class OrderCheck:
    """What a check page says before something is ordered."""

    page: CampaignPage
    priced: Priced
    paying: object
    zone_name: str


def order_check(roster: Roster, offer: Offer, priced: Priced, *, at: datetime) -> OrderCheck:
    known = dates_of(roster.campaign, current_promises(roster.campaign), ordered=at)
    zone = next((z for z in offer.zones if z.id == priced.wanted.zone_id), None)
    return OrderCheck(
        page=campaign_page(roster.campaign, at=at),
        priced=priced,
        paying=how_this_is_paid(priced, offer, known),
        zone_name=zone.name if zone else "",
    )
