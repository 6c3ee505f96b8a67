"""Members of a group: joining by the group's link, filling in and changing on their own page."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.reads import offer_of
from bukapo.faces.storefront.forms.roster import MemberForm
from bukapo.faces.storefront.shown.roster import link, to_whatsapp
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.faces.storefront.views.roster_orders import remembered
from bukapo.faces.storefront.views.rosters import filled, roster_answer
from bukapo.journal import clock
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.desk import holding
from bukapo.orders.rosters.reads import (
    may_fill,
    member_by_secret,
    numbers_taken,
    roster_to_join,
    roster_told,
)
from bukapo.orders.rosters.rules import EACH, FILLED


@stranger_form("roster joined", most=120, seconds=3600)
def join(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The members' link: whoever has it may put their name on the list, or fill in a name that is expected."""
    roster = roster_to_join(secret)
    if not may_fill(roster, clock.now()):
        return roster_answer(request, roster.campaign, "storefront/roster/shut.html", 200, roster=roster)
    offer = offer_of(roster.campaign)
    form = MemberForm(
        request.POST if request.method == "POST" else None, roster=roster, offer=offer, own=True
    )
    if request.method == "POST" and (member := filled(form, roster, None, coordinator=False)) is not None:
        return _to_member(member, "isi")
    return _page(request, roster, form, None)


@stranger_form("roster member", most=120, seconds=3600)
def member(request: HttpRequest, secret: str) -> HttpResponseBase:
    """A member's own page: what they wish, what became of it, and the form while it may change."""
    found = member_by_secret(secret)
    roster = found.roster
    offer = offer_of(roster.campaign)
    may = may_fill(roster, clock.now())
    data = request.POST if request.method == "POST" and may else None
    form = MemberForm(data, roster=roster, offer=offer, member=found, own=True)
    if request.method == "POST" and may and filled(form, roster, found, coordinator=False) is not None:
        return _to_member(found, "isi")
    return _page(request, roster, form, found)


def _page(request: HttpRequest, roster: Roster, form: MemberForm, found: RosterMember | None) -> HttpResponse:
    told = roster_told(roster, form.offer)
    own = next((row for row in told.members if found and row.id == found.pk), None)
    address = link("roster_member", found.secret) if found else ""
    context = {
        "roster": roster,
        "form": form,
        "member": found,
        "own": own,
        "order_secret": remembered(request, found) if found else "",
        "may": may_fill(roster, clock.now()),
        "others": told.members if roster.shows_names else (),
        "numbers": sorted(n for n in numbers_taken(roster) if not found or n != found.number),
        "address": address,
        "keep": to_whatsapp(address) if address else "",
        "each": roster.payer == EACH,
        "may_order": found is not None
        and found.state == FILLED
        and roster.payer == EACH
        and not holding(found.order),
        "news": _("Data Anda tersimpan.") if request.GET.get("kabar") == "isi" else "",
    }
    status = 422 if form.is_bound else 200
    return roster_answer(request, roster.campaign, "storefront/roster/member.html", status, **context)


def _to_member(member: RosterMember, news: str) -> HttpResponse:
    response = redirect(f"{reverse('storefront:roster_member', args=[member.secret])}?kabar={news}")
    response.status_code = 303
    return response
