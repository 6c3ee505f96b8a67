"""`GET /cari/daerah/?q=<words>&toko=<store>`: kelurahan for the order form's search, and the zone each would be in."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.shipping.areas.book import search
from bukapo.shipping.areas.rules import suggested
from bukapo.shipping.models import Zone
from bukapo.stores.models import Store

A_MINUTE = 600
"""Questions from one address; a campus behind one address is a crowd."""


@require_safe
def areas(request: HttpRequest) -> HttpResponse:
    """At most eight, the nearest first; none where nothing fits or too little was typed."""
    count_try("areas", visitor_address(request), most=A_MINUTE, seconds=60)
    found = search(request.GET.get("q", ""))
    store = Store.objects.filter(slug=request.GET.get("toko", "")[:60].replace("\x00", "")).first()
    zones: list[tuple[int, str, str]] = []
    if found and store is not None:
        rows = Zone.objects.of(store).filter(active=True).order_by("position", "id")
        zones = list(rows.values_list("pk", "name", "areas"))
    told = [
        {"code": area.code, "label": area.label, "village": area.village, "district": area.district,
         "city": area.city, "province": area.province, "place": area.place, "postal_code": area.postal_code,
         "zone": suggested(area, zones)}
        for area in found
    ]  # fmt: skip
    answer = JsonResponse({"areas": told})
    answer["Cache-Control"] = "private, max-age=300"
    return answer
