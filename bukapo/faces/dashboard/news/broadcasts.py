"""A broadcast from its first word to its last message: written with a live preview, counted, confirmed, watched."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages as notes
from django.db.models import Model
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.downloads import download
from bukapo.faces.dashboard.news.forms import WAY_WORDS, BroadcastForm, groups_for
from bukapo.faces.dashboard.news.told import (
    Sample,
    broadcast_bar,
    choice_words,
    measured,
    samples,
    subject_words,
)
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.tell.finds import MOST_ID, campaign_at
from bukapo.faces.papers.messages_file import AskedMessages, messages_csv, messages_xlsx
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.messaging.broadcasts.groups import GROUPS, Asked, Group
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.reads import broadcast_for_seller, broadcasts_of, effort_of, usual_way
from bukapo.messaging.broadcasts.rows import Broadcast
from bukapo.messaging.broadcasts.rules import NEWS_KIND, OFFER_KIND, AlreadyQueued, CountChanged
from bukapo.messaging.broadcasts.writes import (
    cancel_broadcast,
    checked,
    confirm_broadcast,
    pause_broadcast,
    resume_broadcast,
)
from bukapo.messaging.compose import Shelf
from bukapo.messaging.delivery.reads import report_of_broadcast
from bukapo.messaging.rules import EMAIL, OFFER, Wording
from bukapo.messaging.vocabulary import GAPS

DEEDS: dict[str, Callable[..., Any]] = {
    "jeda": pause_broadcast,
    "lanjut": resume_broadcast,
    "batal": cancel_broadcast,
}


@require_safe
@seller_view
def broadcasts(request: SellerRequest, campaign: str) -> HttpResponse:
    """What a PO told many, the newest first."""
    po = campaign_at(request.store, campaign)
    rows = [
        (shown, subject_words(shown.row, request.store), choice_words(shown.row, shown.group))
        for shown in broadcasts_of(request.store, campaign_id=po.pk)
    ]
    return render(request, "dashboard/news/broadcasts.html", {"campaign": po, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def broadcast_new(request: SellerRequest, campaign: str) -> HttpResponse:
    """News for buyers of this PO. A post with `lihat` shows the preview, `periksa` the count, `kirim` sends."""
    return _write(request, campaign, of_store=False)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def broadcast_offer(request: SellerRequest, campaign: str) -> HttpResponse:
    """This PO, offered to who said that they want offers."""
    return _write(request, campaign, of_store=True)


def _write(request: SellerRequest, slug: str, *, of_store: bool) -> HttpResponse:
    po = campaign_at(request.store, slug)
    kind = OFFER_KIND if of_store else NEWS_KIND
    form = _form(request, po, kind, of_store=of_store)
    if request.method != "POST" or "ubah" in request.POST:
        return _form_page(request, po, form, of_store)
    if "lihat" in request.POST:
        return _form_page(request, po, form, of_store)
    if form.is_valid():
        try:
            if "kirim" in request.POST:
                return _send(request, po, form, kind)
            return _check_page(request, po, form, kind, of_store)
        except AlreadyQueued:
            found = Broadcast.objects.of(request.store).get(key=form.cleaned_data["key"])
            return redirect("dashboard:broadcast", request.store.slug, found.pk)
        except CountChanged as refusal:
            return _check_page(request, po, form, kind, of_store, refusal=sentence(refusal))
        except Wording as refusal:
            form.add_error(refusal.field, sentence(refusal))
        except NotFound:
            form.add_error("whom", _("Pilihan ini sudah tidak ada."))
        except Refusal as refusal:
            refuse(form, refusal)
    return _form_page(request, po, form, of_store)


def _form(request: SellerRequest, po: Campaign, kind: str, *, of_store: bool) -> BroadcastForm:
    whom = groups_for(po, of_store=of_store)
    if request.method == "POST":
        data = request.POST.copy()
        data["body"] = data.get("body", "").replace("\r\n", "\n")
        return BroadcastForm(data, whom=whom)
    words = Shelf(request.store.pk, kind).words(EMAIL, "id")
    asked = request.GET.get("siapa", "")
    known = {value for value, _label in _flat(whom)}
    whom_first = (
        asked if asked in known else next(iter(known and [value for value, _label in _flat(whom)]), "")
    )
    initial = {
        "subject": words.subject,
        "body": words.body,
        "way": usual_way(request.store),
        "whom": whom_first,
    }
    return BroadcastForm(initial=initial, whom=whom)


def _flat(choices: list[tuple[str, Any]]) -> list[tuple[str, str]]:
    flat: list[tuple[str, str]] = []
    for value, label in choices:
        flat += label if isinstance(label, list) else [(value, label)]
    return flat


def _asked(request: SellerRequest, po: Campaign, form: BroadcastForm) -> tuple[Group, Asked] | None:
    chosen = form.group
    if chosen is None:
        return None
    return chosen[0], Asked(request.store.pk, po, chosen[1])


def _form_page(request: SellerRequest, po: Campaign, form: BroadcastForm, of_store: bool) -> HttpResponse:
    asked = _asked(request, po, form)
    subject, body = form["subject"].value() or "", form["body"].value() or ""
    group = asked[0] if asked else next(one for one in GROUPS.values() if one.of_store == of_store)
    context = {
        "campaign": po,
        "form": form,
        "of_store": of_store,
        "gaps": [("{" + gap + "}", _meaning(gap, group)) for gap in group.gaps],
        "samples": _samples(request, po, asked, group, subject, body),
    }
    only = "lihat" in request.POST and request.headers.get("X-Requested-With") == "fetch"
    page = "parts/samples" if only else "broadcast_new"
    return render(
        request, f"dashboard/news/{page}.html", context, status=422 if form.errors and not only else 200
    )


def _meaning(gap: str, group: Group) -> str:
    """What stands there; whoever has no order yet is led to the PO's page."""
    told = "tautan_po" if gap == "tautan" and group.of_store else gap
    return _(GAPS[told].meaning)


def _samples(
    request: SellerRequest,
    po: Campaign,
    asked: tuple[Group, Asked] | None,
    group: Group,
    subject: str,
    body: str,
) -> dict[str, Any]:
    """The filled words, or the sentence that says why they can't be filled."""
    try:
        checked(
            kind=OFFER_KIND if OFFER in group.purposes else NEWS_KIND,
            group=group.key,
            subject=subject,
            body=body,
        )
        found: list[Sample] = samples(request.store, po, asked, group, subject, body)
    except Wording as refusal:
        return {"trouble": sentence(refusal)}
    except NotFound:
        return {"trouble": _("Pilihan ini sudah tidak ada.")}
    return {"found": found}


def _check_page(
    request: SellerRequest, po: Campaign, form: BroadcastForm, kind: str, of_store: bool, refusal: str = ""
) -> HttpResponse:
    """Everything the seller says yes to: how many, who not and why, what it costs and how long it takes."""
    asked = _asked(request, po, form)
    assert asked is not None, "the form is valid"
    said = form.cleaned_data
    checked(kind=kind, group=asked[0].key, subject=said["subject"], body=said["body"])
    silent = frozenset(Shelf(request.store.pk, kind).silent)
    count = count_people(*asked, way=said["way"], silent=silent)
    context = {
        "campaign": po,
        "reach": count,
        "effort": effort_of(request.store, count, kind=kind),
        "whom": dict(_flat(list(form.fields["whom"].choices)))[said["whom"]],  # type: ignore[attr-defined]
        "way": dict(WAY_WORDS)[said["way"]],
        "samples": _samples(request, po, asked, asked[0], said["subject"], said["body"]),
        "sent": [(name, request.POST.get(name, "")) for name in form.fields],
        "refusal": refusal,
        "of_store": of_store,
        "embedded": settings.EMAIL_EMBEDDED,
    }
    return render(request, "dashboard/news/check.html", context, status=409 if refusal else 200)


def _send(request: SellerRequest, po: Campaign, form: BroadcastForm, kind: str) -> HttpResponse:
    asked = _asked(request, po, form)
    assert asked is not None, "the form is valid"
    said = form.cleaned_data
    event = confirm_broadcast(
        store_id=request.store.pk, campaign_id=po.pk, kind=kind, group=asked[0].key, choice=asked[1].choice,
        way=said["way"], subject=said["subject"], body=said["body"], shown=request.POST.get("shown", "")[:60],
        key=said["key"], actor=request.actor, at=clock.now(),
    )  # fmt: skip
    notes.success(request, _("Siaran masuk antrean. Jalannya bisa dilihat di sini."))
    return redirect("dashboard:broadcast", request.store.slug, event.broadcast_id)


@require_safe
@seller_view
def broadcast(request: SellerRequest, broadcast: int) -> HttpResponse:
    """How far it is, and whom it left out."""
    shown = _found(request, broadcast)
    context = {
        "campaign": shown.row.campaign,
        "shown": shown,
        "row": shown.row,
        "subject": subject_words(shown.row, request.store),
        "whom": choice_words(shown.row, shown.group),
        "bar": broadcast_bar(shown),
        "report": measured(report_of_broadcast(request.store, shown.row)),
        "way": dict(WAY_WORDS)[shown.row.way],
        "embedded": settings.EMAIL_EMBEDDED,
    }
    return render(request, "dashboard/news/broadcast.html", context)


def _found(request: SellerRequest, broadcast: int) -> Any:
    if broadcast > MOST_ID:
        raise NotFound()
    return broadcast_for_seller(request.store, broadcast)


@require_POST
@seller_view
def broadcast_deed(request: SellerRequest, broadcast: int, deed: str) -> HttpResponse:
    """Hold, go on, call off. What is no longer possible is said on its page."""
    if deed not in DEEDS:
        raise Http404
    shown = _found(request, broadcast)
    row: Model = shown.row
    try:
        DEEDS[deed](store_id=request.store.pk, broadcast_id=row.pk, actor=request.actor, at=clock.now())
    except WrongState as refusal:
        notes.error(request, sentence(refusal))
    return redirect("dashboard:broadcast", request.store.slug, row.pk)


@require_safe
@seller_view
def broadcast_file(request: SellerRequest, broadcast: int, kind: str) -> FileResponse:
    """Every message of it, as XLSX or CSV."""
    shown = _found(request, broadcast)
    asked = AskedMessages(
        request.store,
        f"Siaran {shown.row.pk}",
        clock.now(),
        (get_language() or "id")[:2],
        broadcast=shown.row,
    )
    write = messages_xlsx if kind == "xlsx" else messages_csv
    return download(request, lambda out: write(out, asked), f"siaran-{shown.row.pk}.{kind}")
