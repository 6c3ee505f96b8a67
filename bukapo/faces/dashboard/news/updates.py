"""The weekly update: a draft from facts to glance at, what was told so far, and which photos buyers see."""

from typing import Any

from django.contrib import messages as notes
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.news.forms import HabitForm, UpdateForm
from bukapo.faces.dashboard.prepare.forms import refuse
from bukapo.faces.dashboard.tell.finds import MOST_ID, campaign_at
from bukapo.faces.ui import pictures
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.machine import WrongState
from bukapo.kernel.refusal import NotFound, Refusal
from bukapo.messaging.broadcasts.groups import GROUPS, Asked
from bukapo.messaging.broadcasts.listing import count_people
from bukapo.messaging.broadcasts.reads import effort_of, habit_of, usual_way
from bukapo.messaging.broadcasts.rules import UPDATE_KIND, CountChanged
from bukapo.messaging.broadcasts.writes import save_habit
from bukapo.messaging.compose import Shelf
from bukapo.messaging.rules import Wording
from bukapo.messaging.updates.reads import (
    WaitingUpdate,
    is_in_production,
    photos_for_seller,
    updates_of,
    waiting_update,
)
from bukapo.messaging.updates.rules import IN_DANGER, FactsMoved, NothingToTell
from bukapo.messaging.updates.writes import EVERYONE, draft_update, send_update, show_photo, skip_update


@require_safe
@seller_view
def updates(request: SellerRequest, campaign: str) -> HttpResponse:
    """The draft that waits, the photos, and the updates so far."""
    po = _po(request, campaign)
    waiting = waiting_update(po, clock.now())
    return _page(request, po, waiting, _form(po, waiting))


def _po(request: SellerRequest, slug: str) -> Campaign:
    po = campaign_at(request.store, slug)
    po.store = request.store
    return po


def _form(po: Campaign, waiting: WaitingUpdate | None, data: Any = None) -> UpdateForm | None:
    if waiting is None:
        return None
    photos = [photo.pk for photo, shown in photos_for_seller(po) if shown][:6]
    first = waiting.facts.photo_id if waiting.facts.photo_id in photos else ""
    return UpdateForm(data, initial={"text": waiting.text, "photo": first}, photos=photos)


def _page(
    request: SellerRequest,
    po: Campaign,
    waiting: WaitingUpdate | None,
    form: UpdateForm | None,
    *,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    found = photos_for_seller(po)
    context: dict[str, Any] = {
        "campaign": po,
        "waiting": waiting,
        "form": form,
        "refusal": refusal,
        "in_danger": waiting is not None and waiting.facts.schedule == IN_DANGER,
        "can_draft": waiting is None and is_in_production(po),
        "photos": [(photo.pk, pictures.picture(photo), shown) for photo, shown in found],
        "pictures": {photo.pk: pictures.picture(photo) for photo, _shown in found},
        "past": [(row, pictures.picture(row.photo)) for row in updates_of(po) if row.state == "sent"],
        "habit": habit_of(request.store),
    }
    if waiting is not None:
        count = _count(request, po)
        context |= {"reach": count, "effort": effort_of(request.store, count, kind=UPDATE_KIND)}
    return render(request, "dashboard/news/updates.html", context, status=status)


def _count(request: SellerRequest, po: Campaign) -> Any:
    silent = frozenset(Shelf(request.store.pk, UPDATE_KIND).silent)
    asked = Asked(request.store.pk, po)
    return count_people(GROUPS[EVERYONE], asked, way=usual_way(request.store), silent=silent)


@require_POST
@seller_view
def update_draft(request: SellerRequest, campaign: str) -> HttpResponse:
    """One between Fridays."""
    po = _po(request, campaign)
    try:
        draft_update(campaign=po, week=None, actor=request.actor, at=clock.now())
    except NothingToTell as refusal:
        notes.error(request, sentence(refusal))
    except IntegrityError:  # two taps at once
        pass
    return redirect("dashboard:updates", request.store.slug, po.slug)


@require_POST
@seller_view
def update_send(request: SellerRequest, campaign: str, update: int) -> HttpResponse:
    """To every buyer of the PO, as it was seen."""
    po, now = _po(request, campaign), clock.now()
    waiting = waiting_update(po, now)
    form = _form(po, waiting, request.POST)
    if waiting is None or form is None or waiting.row.pk != update:
        return redirect("dashboard:updates", request.store.slug, po.slug)
    refusal = ""
    if form.is_valid():
        try:
            send_update(
                store_id=request.store.pk, update_id=update, text=form.cleaned_data["text"],
                photo_id=form.cleaned_data["photo"], facts=request.POST.get("facts", "")[:64],
                way=usual_way(request.store),
                shown=request.POST.get("shown", "")[:60], actor=request.actor, at=now,
            )  # fmt: skip
        except (FactsMoved, CountChanged) as moved:
            refusal = sentence(moved)
        except Wording as wrong:
            form.add_error("text", sentence(wrong))
        except Refusal as other:
            refuse(form, other)
        else:
            notes.success(request, _("Kabarnya terkirim, dan tampil di halaman PO dan pesanan pembeli."))
            return redirect("dashboard:updates", request.store.slug, po.slug)
    return _page(request, po, waiting, form, refusal=refusal, status=409 if refusal else 422)


@require_POST
@seller_view
def update_skip(request: SellerRequest, campaign: str, update: int) -> HttpResponse:
    """Not this week."""
    po = _po(request, campaign)
    if update > MOST_ID:
        raise NotFound()
    try:
        skip_update(store_id=request.store.pk, update_id=update, actor=request.actor, at=clock.now())
    except WrongState as refusal:
        notes.error(request, sentence(refusal))
    return redirect("dashboard:updates", request.store.slug, po.slug)


@require_POST
@seller_view
def photo_shown(request: SellerRequest, campaign: str, photo: int) -> HttpResponse:
    """`tampil=1`: buyers see it; without, they do not."""
    po = _po(request, campaign)
    if photo > MOST_ID:
        raise NotFound()
    show_photo(
        store_id=request.store.pk, campaign_id=po.pk, photo_id=photo, shown="tampil" in request.POST,
        actor=request.actor, at=clock.now(),
    )  # fmt: skip
    return redirect("dashboard:updates", request.store.slug, po.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def telling_habit(request: SellerRequest) -> HttpResponse:
    """When weekly drafts are made, and what WhatsApp costs."""
    habit = habit_of(request.store)
    initial = {
        "weekday": "" if habit.weekday is None else str(habit.weekday),
        "clock": f"{habit.hour:02}.{habit.minute:02}",
        "news_price": habit.news_price,
        "offer_price": habit.offer_price,
    }
    form = HabitForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        save_habit(
            store_id=request.store.pk, weekday=said["weekday"], hour=said["clock"].hour,
            minute=said["clock"].minute, news_price=said["news_price"], offer_price=said["offer_price"],
            actor=request.actor, at=clock.now(),
        )  # fmt: skip
        notes.success(request, _("Tersimpan."))
        return redirect("dashboard:telling_habit", request.store.slug)
    return render(request, "dashboard/news/habit.html", {"form": form}, status=422 if form.errors else 200)
