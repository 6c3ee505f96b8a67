"""What came with a request, judged before anything is asked of the database."""

import secrets

from django.http import HttpRequest, UnreadablePostError
from django.utils.translation import get_language
from ninja.security import HttpBearer

from bukapo.faces.ui.limits import count_try, visitor_address
from bukapo.kernel.protocol import BodyTooLarge, Unauthorized, Unreadable, UnsupportedMediaType
from bukapo.orders.intake.wire import MOST_BYTES
from bukapo.orders.models import Order


def body_of(request: HttpRequest) -> bytes:
    """At most MOST_BYTES of JSON. Raises UnsupportedMediaType, BodyTooLarge, Unreadable (the sender hung up)."""
    if request.content_type != "application/json":
        raise UnsupportedMediaType()
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    if not length.isdigit() or int(length) > MOST_BYTES:
        raise BodyTooLarge()
    try:
        return request.body
    except UnreadablePostError:
        raise Unreadable() from None


def language_of_request() -> str:
    """`id` or `en`, by Accept-Language."""
    return (get_language() or "id")[:2]


class OrderSecret(HttpBearer):
    """`Authorization: Bearer <the order's secret>`: the order is `request.auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Order:
        """Raises Unauthorized, alike for a wrong secret and for no such order; TooManyTries for a guesser."""
        number = request.resolver_match.kwargs["number"] if request.resolver_match else ""
        order = _order(str(number))
        known = order.secret if order else secrets.token_urlsafe(16)
        if not secrets.compare_digest(known.encode(), token.encode(errors="replace")) or order is None:
            count_try("api-secret", visitor_address(request), most=120, seconds=60)
            raise Unauthorized()
        return order


def _order(number: str) -> Order | None:
    rows = Order.objects.across_stores("the order's own secret is the key")
    order: Order | None = (
        rows.select_related("campaign", "store").filter(number=number).first() if number.isascii() else None
    )
    return order
