"""The coordinator of a group: opens it, sees who is missing or has not paid, fills in, locks."""

import secrets
from collections.abc import Callable
from typing import Any

from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.reads import offer_of
from bukapo.campaigns.terms.document import clause_in
from bukapo.campaigns.terms_reads import current_terms
from bukapo.faces.storefront.finds import campaign_at
from bukapo.faces.storefront.forms.roster import MemberForm, OpenForm, SettingsForm
from bukapo.faces.storefront.shown.roster import roster_page
from bukapo.faces.storefront.views.doors import stranger_deed, stranger_form
from bukapo.faces.storefront.views.order_steps import page_language
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.orders.intake.draft import DraftInvalid
from bukapo.orders.models import Roster, RosterMember
from bukapo.orders.rosters.desk import live_members
from bukapo.orders.rosters.filling import fill_member, remove_member, settle_member
from bukapo.orders.rosters.opening import (
    cancel_roster,
    lock_list,
    open_roster,
    renew_links,
    set_roster,
    takes_groups,
    unlock_list,
)
from bukapo.orders.rosters.reads import numbers_taken, roster_by_secret, takes_changes
from bukapo.orders.rosters.rules import NameTaken, NumberTaken

KEY_LENGTHS = range(16, 65)


@stranger_form("roster opened", most=20, seconds=3600)
def open_group(request: HttpRequest, store: str, campaign: str) -> HttpResponseBase:
    """The form that opens a group; sent twice it opens one."""
    po = campaign_at(store, campaign)
    offer = offer_of(po)
    taking = takes_groups(po) and po.state == "published" and po.closes_at and clock.now() < po.closes_at
    if not taking:
        return redirect("storefront:campaign", store, campaign)
    zone = po.store.zone
    if request.method != "POST":
        return _open_page(request, po, OpenForm(offer=offer, zone=zone), secrets.token_urlsafe(16))
    key = request.POST.get("key", "")
    key = (
        key if len(key) in KEY_LENGTHS and key.isascii() and key.isprintable() else secrets.token_urlsafe(16)
    )
    if (earlier := _opened_before(po, key)) is not None:
        return to_group(earlier)
    form = OpenForm(request.POST, offer=offer, zone=zone)
    if not form.is_valid():
        return _open_page(request, po, form, key, 422)
    facts: dict[str, Any] = {"store_id": po.store_id, "campaign_id": po.pk, "key": key}
    try:
        event = open_roster(**facts, wish=form.wish(page_language()), actor=BUYER_ACTOR, at=clock.now())
    except DraftInvalid as invalid:
        for field, words in invalid.errors.items():
            form.add_error(field if field in form.fields else None, _(words))
        return _open_page(request, po, form, key, 422)
    except Refusal as no:
        form.add_error(None, sentence(no))
        return _open_page(request, po, form, key, no.http_status)
    except IntegrityError:  # two taps at once
        found = _opened_before(po, key)
        if found is None:
            raise
        return to_group(found)
    return to_group(Roster.objects.of(po.store_id).get(pk=event.roster_id), "buka")


def _opened_before(po: Campaign, key: str) -> Roster | None:
    found: Roster | None = Roster.objects.of(po.store_id).filter(campaign=po, key=key).first()
    return found


def _open_page(
    request: HttpRequest, po: Campaign, form: OpenForm, key: str, status: int = 200
) -> HttpResponse:
    terms = current_terms(po)
    told = terms if terms is not None and clause_in(terms.document, "groups.one") else None
    context = {"form": form, "key": key, "campaign": po, "terms": told}
    return roster_answer(request, po, "storefront/roster/open.html", status, **context)


@stranger_form("roster set", most=60, seconds=3600)
def group(request: HttpRequest, secret: str) -> HttpResponseBase:
    """The coordinator's page; a POST sets the deadline and who sees whom."""
    roster = roster_by_secret(secret)
    po = roster.campaign
    form = SettingsForm(request.POST if request.method == "POST" else None, roster=roster, zone=po.store.zone)
    if request.method == "POST" and form.is_valid():
        try:
            set_roster(**by_coordinator(roster), **form.cleaned_data)
        except DraftInvalid as invalid:
            for field, words in invalid.errors.items():
                form.add_error(field, _(words))
        except Refusal as no:
            form.add_error(None, sentence(no))
        else:
            return to_group(roster, "atur")
    return _group_page(request, roster, form)


def _group_page(
    request: HttpRequest,
    roster: Roster,
    form: SettingsForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    form = form or SettingsForm(roster=roster, zone=roster.campaign.store.zone)
    context = {
        "page": roster_page(roster, at=clock.now()),
        "roster": roster,
        "form": form,
        "refusal": refusal,
        "news": _news().get(request.GET.get("kabar", ""), ""),
    }
    wrong = 422 if form.is_bound else status
    return roster_answer(request, roster.campaign, "storefront/roster/group.html", wrong, **context)


def _news() -> dict[str, str]:
    return {
        "buka": _("Rombongan dibuka. Simpan tautan halaman ini, lalu bagikan tautan anggota ke grup."),
        "atur": _("Tersimpan."),
        "isi": _("Tersimpan di daftar."),
        "daftar": _("Daftar tersimpan."),
        "kunci": _("Daftar dikunci: anggota tidak bisa mengubah lagi."),
        "buka-lagi": _("Daftar dibuka lagi untuk anggota."),
        "hapus": _("Nama dihapus dari daftar."),
        "tautan": _("Tautan diganti. Yang lama tidak berlaku lagi."),
        "batal": _("Rombongan dibatalkan."),
        "setor": _("Tercatat."),
    }


@stranger_form("roster member filled in for", most=120, seconds=3600)
def fill(request: HttpRequest, secret: str, member: int) -> HttpResponseBase:
    """The coordinator fills in for somebody; `0` is a new name."""
    roster = roster_by_secret(secret)
    if not takes_changes(roster, clock.now()):
        return to_group(roster)
    found = _member(roster, member) if member else None
    offer = offer_of(roster.campaign)
    form = MemberForm(
        request.POST if request.method == "POST" else None, roster=roster, offer=offer, member=found
    )
    if request.method == "POST" and filled(form, roster, found, coordinator=True) is not None:
        return to_group(roster, "isi")
    context = {"form": form, "roster": roster, "member": found, "numbers": numbers_taken(roster)}
    status = 422 if form.is_bound else 200
    return roster_answer(request, roster.campaign, "storefront/roster/fill.html", status, **context)


def filled(
    form: MemberForm, roster: Roster, member: RosterMember | None, *, coordinator: bool
) -> RosterMember | None:
    """The member as they are now, or None with every reason in the form."""
    if not form.is_valid():
        return None
    facts = by_coordinator(roster) | {"member_id": member.pk if member else None, "coordinator": coordinator}
    try:
        event = fill_member(**facts, wish=form.wish())
    except DraftInvalid as invalid:
        form.blame(invalid)
    except NumberTaken as no:
        form.add_error(f"text-{roster.number_field_id}", sentence(no))
    except NameTaken as no:
        form.add_error("name", sentence(no))
    except Refusal as no:
        form.add_error(None, sentence(no))
    else:
        return RosterMember.objects.of(roster.store_id).get(pk=event.member_id)
    return None


DEEDS: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "kunci": (lock_list, {}, "kunci"),
    "buka": (unlock_list, {}, "buka-lagi"),
    "batal": (cancel_roster, {}, "batal"),
    "tautan-anggota": (renew_links, {"which": "join_link"}, "tautan"),
    "tautan": (renew_links, {"which": "link"}, "tautan"),
    "hapus": (remove_member, {}, "hapus"),
    "setor": (settle_member, {"settled": True}, "setor"),
    "belum-setor": (settle_member, {"settled": False}, "setor"),
}
OF_MEMBERS = ("hapus", "setor", "belum-setor")


@stranger_deed("roster deeds", most=200, seconds=3600)
def deed(request: HttpRequest, secret: str, deed: str) -> HttpResponseBase:
    """One tap: lock, open again, call off, new links; take a name off, tick somebody's money."""
    roster = roster_by_secret(secret)
    if deed not in DEEDS:
        raise NotFound()
    verb, more, news = DEEDS[deed]
    facts = by_coordinator(roster) | more
    if deed in OF_MEMBERS:
        typed = request.POST.get("member", "")
        facts["member_id"] = int(typed) if typed.isascii() and typed.isdigit() and len(typed) < 16 else 0
    try:
        verb(**facts)
    except Refusal as no:
        return _group_page(request, roster, refusal=sentence(no), status=no.http_status)
    return to_group(Roster.objects.of(roster.store_id).get(pk=roster.pk), news)


def by_coordinator(roster: Roster) -> dict[str, Any]:
    """What every write on a group is told."""
    return {"store_id": roster.store_id, "roster_id": roster.pk, "actor": BUYER_ACTOR, "at": clock.now()}


def to_group(roster: Roster, news: str = "") -> HttpResponse:
    """Back to the coordinator's page, so that a reload sends nothing again."""
    where = reverse("storefront:roster", args=[roster.secret])
    response = redirect(f"{where}?kabar={news}" if news else where)
    response.status_code = 303 if news else 302
    return response


def roster_answer(
    request: HttpRequest, po: Campaign, template: str, status: int = 200, **context: Any
) -> HttpResponse:
    """A page of a group: nobody's but whose link it is."""
    told = {"shop": po.store, "campaign": po, "now": clock.now(), "zone": po.store.zone, **context}
    response = render(request, template, told, status=status)
    response["Cache-Control"] = "private, no-cache"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "no-referrer"
    return response


def _member(roster: Roster, pk: int) -> RosterMember:
    found: RosterMember | None = live_members(roster).select_related("order").filter(pk=pk).first()
    if found is None:
        raise NotFound()
    return found
