"""GET a PO."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from bukapo.faces.api.contract import problems
from bukapo.faces.api.schemas import CampaignShown
from bukapo.faces.api.shown.campaign import campaign_shown
from bukapo.faces.storefront.finds import campaign_at
from bukapo.journal import clock

Slug = Annotated[str, Path(pattern=r"^[-a-zA-Z0-9_]{1,60}$", examples=["kaos-contoh"])]

router = Router(tags=["PO"])


@router.get(
    "/stores/{store}/campaigns/{campaign}",
    response={200: CampaignShown, **problems(404, 503)},
    url_name="campaign",
    operation_id="read_campaign",
    summary="What a PO offers",
)
def read_campaign(request: HttpRequest, response: HttpResponse, store: Slug, campaign: Slug) -> Any:
    """Products, prices, pieces left, dates and rules, by the server's clock. A draft is nobody's business yet: 404."""
    shown = campaign_shown(campaign_at(store, campaign), at=clock.now())
    response.headers["Cache-Control"] = "public, max-age=1"
    return shown
