"""A group orders: the coordinator for all, a member for themselves. A check page first, then the tap."""

import re
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.shown.roster import order_check
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.rosters import by_coordinator, roster_answer, to_group
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.draft import Priced, Wanted, draft
from bukapo.orders.models import Order, Roster, RosterMember
from bukapo.orders.reads.offer import offer_for_order
from bukapo.orders.rosters.desk import holding, live_members
from bukapo.orders.rosters.ordering import order_member, order_roster
from bukapo.orders.rosters.reads import member_by_secret, roster_by_secret, takes_changes
from bukapo.orders.rosters.rules import EACH, FILLED, ONE, RosterUnfit
from bukapo.orders.rosters.wishing import wanted_by_member, wanted_by_one

COOKIE_DAYS = 120


@stranger_form("roster ordered", most=60, seconds=3600)
def order_group(request: HttpRequest, secret: str) -> HttpResponseBase:
    """One payer: every line and rupiah once more, then one order; or the running order is brought up to date."""
    roster = roster_by_secret(secret)
    members = list(live_members(roster).filter(state=FILLED))
    if roster.payer != ONE or not members or not takes_changes(roster, clock.now()):
        return to_group(roster)
    running = roster.order if holding(roster.order) else None
    offer = offer_for_order(running, roster.campaign) if running else offer_of(roster.campaign)
    wanted = wanted_by_one(roster, members)
    if request.method != "POST":
        return _check(request, roster, offer, wanted, running=running, members=members)
    try:
        order = order_roster(**by_coordinator(roster), agreed=None if running else _agreed(request))
    except RosterUnfit as no:
        rows = [{"name": row.name, "what": row.what, "why": _(row.why)} for row in no.rows]
        more: dict[str, Any] = {"refusal": sentence(no), "rows": rows, "status": no.http_status}
        return _check(request, roster, offer, wanted, running=running, members=members, **more)
    except Refusal as no:
        more = {"refusal": sentence(no), "status": no.http_status}
        return _check(
            request, roster, offer_of(roster.campaign), wanted, running=running, members=members, **more
        )
    return _to_order(order, "ubah" if running else "baru")


@stranger_form("roster member ordered", most=60, seconds=3600)
def order_own(request: HttpRequest, secret: str) -> HttpResponseBase:
    """Each pays: a member's own piece, price and rules once more, then their order."""
    member = member_by_secret(secret)
    roster = member.roster
    if roster.payer != EACH or member.state != FILLED or holding(member.order):
        if request.method == "POST" and holding(member.order) and member.order:
            return remembering(member, _to_order(member.order, "baru"))  # two taps
        return redirect("storefront:roster_member", member.secret)
    offer = offer_of(roster.campaign)
    wanted = wanted_by_member(roster, member)
    if request.method != "POST":
        return _check(request, roster, offer, wanted, member=member)
    try:
        order = order_member(**by_coordinator(roster), member_id=member.pk, agreed=_agreed(request))
    except Refusal as no:
        more: dict[str, Any] = {"refusal": sentence(no), "status": no.http_status}
        return _check(request, roster, offer_of(roster.campaign), wanted, member=member, **more)
    return remembering(member, _to_order(order, "baru"))


def remembering(member: RosterMember, response: HttpResponse) -> HttpResponse:
    """This phone finds the order again from the member's page; a coordinator who knows that page does not."""
    order: Order | None = Order.objects.of(member.store_id).filter(roster_member__pk=member.pk).first()
    if order is not None:
        value = signing.dumps(order.secret, salt=_salt(member))
        response.set_cookie(
            f"anggota-{member.pk}", value, max_age=COOKIE_DAYS * 86_400, httponly=True,
            samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
        )  # fmt: skip
    return response


def remembered(request: HttpRequest, member: RosterMember) -> str:
    """The secret of the order that this phone made, or ""."""
    try:
        kept: str = signing.loads(request.COOKIES.get(f"anggota-{member.pk}", ""), salt=_salt(member))
    except signing.BadSignature:
        return ""
    return kept if member.order is not None and kept == member.order.secret else ""


def _salt(member: RosterMember) -> str:
    return f"rombongan.{member.pk}"


def _check(
    request: HttpRequest, roster: Roster, offer: Offer, wanted: Wanted, *, status: int = 200, **context: Any
) -> HttpResponse:
    try:
        priced: Priced | None = draft(wanted, offer)
    except Refusal as no:
        priced = None
        context = {"refusal": sentence(no), **context}
        status = max(status, no.http_status)
    check = order_check(roster, offer, priced, at=clock.now()) if priced else None
    context |= {"check": check, "roster": roster, "page": check.page if check else None}
    return roster_answer(request, roster.campaign, "storefront/roster/check.html", status, **context)


def _agreed(request: HttpRequest) -> int | None:
    typed = request.POST.get("agreed", "")
    return int(typed) if re.fullmatch(r"[0-9]{1,12}", typed, re.ASCII) else None


def _to_order(order: Order, news: str) -> HttpResponse:
    response = redirect(f"{reverse('storefront:order', args=[order.secret])}?kabar={news}")
    response.status_code = 303
    return response
