"""`GET /cari/daerah/?q=<words>&toko=<store>`: kelurahan for the order form's search, and the zones each would be in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.shipping.areas.book import look
from bukapo.shipping.areas.fitting import fits
from bukapo.shipping.models import Zone
from bukapo.stores.models import Store

A_MINUTE = 600
"""Questions from one address; a campus behind one address is a crowd."""


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """At most eight, the nearest first; none where nothing fits or too little was typed."""
    count_try("areas", visitor_address(request), most=A_MINUTE, seconds=60)
    asked = look(request.GET.get("q", ""))
    store = Store.objects.filter(slug=request.GET.get("toko", "")[:60].replace("\x00", "")).first()
    zones: list[tuple[int, str, str]] = []
    if asked.areas and store is not None:
        rows = Zone.objects.of(store).filter(active=True).order_by("position", "id")
        zones = list(rows.values_list("pk", "name", "areas"))
    told = [
        {"code": area.code, "label": area.label, "village": area.village, "district": area.district,
         "city": area.city, "province": area.province, "place": area.place, "postal_code": area.postal_code,
         "zones": fits(area, zones)}
        for area in asked.areas
    ]  # fmt: skip
    # `table`: the store has fees, so an area without zones is one it does not send to yet.
    answer = JsonResponse({"areas": told, "instead": asked.instead, "table": bool(zones)})
    answer["Cache-Control"] = "private, max-age=60"
    return answer
