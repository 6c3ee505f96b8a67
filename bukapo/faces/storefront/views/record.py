"""A store's record: for people, for programs, and the page where anybody checks one."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from bukapo.faces.storefront.finds import store_at
from bukapo.faces.storefront.forms.check_record import CheckRecordForm
from bukapo.faces.storefront.shown.checked_record import shown_check
from bukapo.faces.storefront.shown.record import (
    record_address,
    record_facts,
    record_words,
    signed_record,
    small_sample,
)
from bukapo.faces.storefront.shown.telling import base, page_telling
from bukapo.faces.storefront.views.doors import stranger_form
from bukapo.insights.record.reads import store_record
from bukapo.journal import clock
from bukapo.trust.record.keys import ring
from bukapo.trust.record.rules import check, keys_in, published

KEPT = "public, max-age=300"


@require_safe
def record(request: HttpRequest, store: str) -> HttpResponse:
    """Every number with its meaning, the file to take elsewhere, a link to show."""
    shop, now = store_at(store), clock.now()
    facts = store_record(shop, at=now).facts
    title = _("Rekam jejak %(store)s") % {"store": shop.name}
    words = " ".join(record_words(facts)) or _(
        "Dihitung dari PO yang sudah jalan, tidak bisa diubah siapa pun."
    )
    context = {
        "shop": shop,
        "facts": record_facts(facts),
        "few": small_sample(facts),
        "address": record_address(shop),
        "telling": page_telling(shop, title=title, text=words, address=record_address(shop)),
        "title": title,
        "now": now,
    }
    return render(request, "storefront/record.html", context)


@require_safe
def record_file(request: HttpRequest, store: str) -> HttpResponse:
    """The same for programs, signed; anybody may show it elsewhere and have it checked."""
    return _open_json(signed_record(store_at(store), at=clock.now()))


@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys of this installation, the one that signs now first."""
    return _open_json(published(ring(at=clock.now()).keys, issuer=base()))


def _open_json(content: dict[str, Any]) -> HttpResponse:
    """For any site's script: there is nothing private in it."""
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = KEPT
    return response


@stranger_form("check record", most=60, seconds=3600)
def check_record(request: HttpRequest) -> HttpResponseBase:
    """Is it genuine, is it unaltered, how old is it?"""
    form = CheckRecordForm(*(request.POST, request.FILES) if request.method == "POST" else ())
    now, found, status = clock.now(), None, 200
    if form.is_bound and form.is_valid():
        given = keys_in(form.cleaned_data["keys"]) if form.cleaned_data["keys"].strip() else ()
        found = shown_check(check(form.record, (*ring(at=now).keys, *given), at=now), borrowed=given)
    elif form.is_bound:
        status = 422
    response = render(
        request, "storefront/check_record.html", {"form": form, "found": found, "now": now}, status=status
    )
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
