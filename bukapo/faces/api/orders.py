"""POST an order, GET it with its secret."""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import Path, Router, Status

from bukapo.faces.api.campaigns import Slug
from bukapo.faces.api.contract import ORDER_SENT, REPLAYED, problems
from bukapo.faces.api.schemas import OrderShown, PlacedShown
from bukapo.faces.api.sent import OrderSecret, body_of, language_of_request
from bukapo.faces.api.shown.order import order_shown
from bukapo.faces.ui.limits import pacing
from bukapo.kernel.pace import ORDERING_SECONDS, ORDERING_WRONG, Pace
from bukapo.orders.intake.door import DOOR
from bukapo.orders.intake.wire import checked_key, placed, read_order

ORDERING = Pace(wrong=ORDERING_WRONG, seconds=ORDERING_SECONDS)
router = Router(tags=["Orders"])


@router.post(
    "/stores/{store}/campaigns/{campaign}/orders",
    response={
        201: PlacedShown,
        200: PlacedShown,
        **problems(400, 404, 409, 413, 415, 422, 429, 503),
    },
    url_name="orders",
    operation_id="place_order",
    summary="Place an order",
    openapi_extra=ORDER_SENT,
)
def post_order(request: HttpRequest, response: HttpResponse, store: Slug, campaign: Slug) -> Any:
    """Send it again with the same key and body as often as the network needs: it stays one order."""
    with pacing(ORDERING, request):
        key = checked_key(request.headers.get("Idempotency-Key"))
        body = body_of(request)
        offer = DOOR.offer(store, campaign)
        wanted = read_order(body, campaign_id=offer.campaign_id, key=key, language=language_of_request())
        order = DOOR.place(offer, wanted)
    told = placed(order.number, order.secret, settings.BASE_URL)
    if order.repeated:
        response.headers[REPLAYED] = "true"
        return Status(200, told)
    response.headers["Location"] = told["order"]
    return Status(201, told)


@router.get(
    "/orders/{number}",
    response={200: OrderShown, **problems(401, 429, 503)},
    auth=OrderSecret(),
    url_name="order",
    operation_id="read_order",
    summary="Follow an order",
)
def read_order_state(
    request: HttpRequest,
    response: HttpResponse,
    number: Annotated[str, Path(max_length=16, examples=["PO-7K3Q9XM2"])],
) -> Any:
    """State, money, dates and what happened so far. Without the order's own secret there is nothing to see: 401."""
    response.headers["Cache-Control"] = "private, no-store"
    return order_shown(request.auth)  # type: ignore[attr-defined]
