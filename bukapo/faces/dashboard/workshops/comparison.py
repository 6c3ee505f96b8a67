"""Workshops side by side, on a page of its own and where one is chosen for a work order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.workshops.forms import CompareForm
from bukapo.faces.dashboard.workshops.shown import ShownRecord, shown_record
from bukapo.journal import clock
from bukapo.production.models import Workshop
from bukapo.production.patterns.rules import BUILT_IN
from bukapo.production.workshops.compare import MOST_COMPARED, Compared, compared, works
from bukapo.production.workshops.reads import busiest
from bukapo.stores.models import Store

OFFERED = 60
FIRST_PIECES = 100


@dataclass(frozen=True)
class ShownCompared:
    """`pick` is where choosing it leads, "" where nothing is chosen."""

    one: Compared
    record: ShownRecord
    pick: str = ""


@require_safe
@seller_view
def comparison(request: SellerRequest) -> HttpResponse:
    """`?pcs=200&apa=Jahit kaos&k=3&k=5`; without `k` those who were given work last."""
    today = clock.now().astimezone(ZoneInfo(request.store.zone)).date()
    rows = busiest(request.store, OFFERED)
    asked = request.GET.copy()
    asked.setdefault("pcs", str(FIRST_PIECES))
    if "k" not in asked:
        asked.setlist("k", [str(row.pk) for row in rows[:MOST_COMPARED]])
    form = CompareForm(asked, rows=rows, works=works(rows))
    context: dict[str, Any] = {"form": form, "any": bool(rows)}
    if rows and form.is_valid():
        data = form.cleaned_data
        context |= {"pieces": data["pcs"], "what": data["apa"]}
        context["rows"] = side_by_side(
            request.store,
            [row for row in rows if row.pk in data["k"]],
            data["pcs"],
            what=data["apa"],
            stages=BUILT_IN.get(data["tahap"], ()),
            today=today,
        )
    status = 422 if rows and form.errors else 200
    return render(request, "dashboard/workshops/comparison.html", context, status=status)


def side_by_side(
    store: Store,
    rows: Sequence[Workshop],
    pieces: int,
    *,
    what: str = "",
    stages: Sequence[str] = (),
    today: date,
    pick: str = "",
) -> list[ShownCompared]:
    """Begun today. `pick` is the beginning of an address that ends with the id of the one chosen."""
    found = compared(store, rows, pieces, what=what, stages=stages, start=today, today=today)
    return [
        ShownCompared(one, shown_record(one.told.record), f"{pick}{one.told.workshop.pk}" if pick else "")
        for one in found
    ]
