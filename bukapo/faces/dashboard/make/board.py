"""The board: every open work order against its plan, what needs an eye first. And the screens on walls."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from bukapo.campaigns.models import Campaign
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.orders.finds import campaign_at
from bukapo.faces.ui.lanes import Lane, lane
from bukapo.faces.ui.middleware import sentence
from bukapo.journal import clock
from bukapo.kernel.refusal import Invalid, Refusal
from bukapo.production.board import rules
from bukapo.production.board.reads import OPEN, PAGE, BoardLine, board
from bukapo.production.board.wall import walls
from bukapo.production.board.writes import end_wall, open_wall
from bukapo.production.models import WorkOrder

FILTERS = (
    (rules.LATE, gettext_lazy("Lewat tenggat")),
    (rules.SLIPPING, gettext_lazy("Akan lewat")),
    (rules.REFUSED, gettext_lazy("Ditolak")),
    (rules.QUESTION, gettext_lazy("Ada pertanyaan")),
    (rules.QUIET_LONG, gettext_lazy("Diam 48 jam")),
    (rules.SHORT, gettext_lazy("Kurang barang")),
    (rules.SOON, gettext_lazy("Tinggal 3 hari")),
    (rules.BEHIND, gettext_lazy("Di bawah rencana")),
    (rules.UNANSWERED, gettext_lazy("Belum dijawab")),
)
WORKSHOPS_OFFERED = 200


@dataclass(frozen=True)
class Shown:
    """A line with its drawing; shares in whole percent."""

    line: BoardLine
    drawn: Lane
    done: int
    plan: int | None


class WallForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Nama layar"),
        max_length=60,
        error_messages={"required": gettext_lazy("Beri nama layarnya, misalnya TV ruang jahit.")},
    )
    workshop_name = forms.ChoiceField(label=gettext_lazy("Yang tampil"), required=False)

    def __init__(self, *args: Any, workshops: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["workshop_name"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Semua SPK toko ini")), *((name, name) for name in workshops)]


@require_safe
@seller_view
def board_page(request: SellerRequest) -> HttpResponse:
    """Of the whole store."""
    return _page(request, None)


@require_safe
@seller_view
def board_of_campaign(request: SellerRequest, campaign: str) -> HttpResponse:
    """Of one PO."""
    return _page(request, campaign_at(request.store, campaign))


def _page(request: SellerRequest, po: Campaign | None) -> HttpResponse:
    now = clock.now()
    found = board(request.store, now, campaign_id=po.pk if po else None)
    asked = request.GET.get("lihat", "")
    chosen = asked if asked in rules.CONCERNS else ""
    page = Paginator(found.of(chosen), PAGE).get_page(request.GET.get("hal"))
    keep = urlencode({"lihat": chosen}) + "&" if chosen else ""
    context = {
        "campaign": po,
        "now": now,
        "total": len(found.lines),
        "chosen": chosen,
        "chosen_words": next((words for name, words in FILTERS if name == chosen), ""),
        "filters": [(name, words, found.counts[name]) for name, words in FILTERS if found.counts.get(name)],
        "rows": [_shown(line) for line in page.object_list],
        "page": page.number,
        "has_next": page.has_next(),
        "keep": f"?{keep}",
    }
    return render(request, "dashboard/make/board.html", context)


def _shown(line: BoardLine) -> Shown:
    stages = [(stage.name, stage.done, stage.target) for stage in line.stages]
    return Shown(
        line=line,
        drawn=lane(_("Tahap"), stages, done=line.done, plan=line.plan),
        done=line.done // 100,
        plan=None if line.plan is None else line.plan // 100,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@seller_view
def walls_page(request: SellerRequest) -> HttpResponse:
    """The screens that show the board, and a new one."""
    workshops = _workshops(request)
    if request.method != "POST":
        return _walls(request, WallForm(workshops=workshops))
    form = WallForm(request.POST, workshops=workshops)
    if form.is_valid():
        try:
            open_wall(store_id=request.store.pk, **form.cleaned_data, actor=request.actor, at=clock.now())
        except Refusal as refusal:
            field = refusal.params.get("field") if isinstance(refusal, Invalid) else None
            form.add_error(field, sentence(refusal))
        else:
            messages.success(request, _("Layar siap. Buka tautannya di TV atau tablet."))
            return redirect("dashboard:board_walls", request.store.slug)
    return _walls(request, form, status=422)


@require_POST
@seller_view
def end(request: SellerRequest, wall: int) -> HttpResponse:
    """The link opens nothing any more."""
    end_wall(store_id=request.store.pk, wall_id=wall, actor=request.actor, at=clock.now())
    messages.success(request, _("Tautan layar dicabut."))
    return redirect("dashboard:board_walls", request.store.slug)


def _walls(request: SellerRequest, form: WallForm, status: int = 200) -> HttpResponse:
    base = settings.BASE_URL.rstrip("/")
    rows = [(wall, base + reverse("workshop:wall", args=[wall.secret])) for wall in walls(request.store.pk)]
    return render(request, "dashboard/make/walls.html", {"form": form, "rows": rows}, status=status)


def _workshops(request: SellerRequest) -> list[str]:
    """Names on open work orders."""
    rows = WorkOrder.objects.of(request.store).filter(state__in=OPEN).order_by("workshop_name")
    return list(rows.values_list("workshop_name", flat=True).distinct()[:WORKSHOPS_OFFERED])
