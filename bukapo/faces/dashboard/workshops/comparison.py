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
    first: dict[str, Any] = {"pcs": FIRST_PIECES, "k": [str(row.pk) for row in rows[:MOST_COMPARED]]}
    form = CompareForm(
        request.GET if "pcs" in request.GET else None, rows=rows, works=works(rows), initial=first
    )
    asked = first | {"apa": "", "tahap": ""}
    if form.is_bound:
        asked = form.cleaned_data if form.is_valid() else {}
    found: list[ShownCompared] = []
    if asked and rows:
        chosen = [row for row in rows if row.pk in asked["k"]] or rows[:MOST_COMPARED]
        stages = BUILT_IN.get(asked["tahap"], ())
        found = side_by_side(
            request.store, chosen, asked["pcs"], what=asked["apa"], stages=stages, today=today
        )
    context = {
        "form": form,
        "rows": found,
        "pieces": asked.get("pcs"),
        "what": asked.get("apa"),
        "any": bool(rows),
    }
    status = 422 if form.is_bound and form.errors else 200
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
