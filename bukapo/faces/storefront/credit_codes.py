"""Which credits a browser holds the key to.

The browser that has opened the page of the order a credit came from keeps its code in a cookie (sent to order pages
only), so that on the page of the buyer's next order one tap spends it. Elsewhere the code is typed.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bukapo.faces.storefront.shown.money import OrderMoney
from bukapo.payments.credits import MOST_CODES, tidy_code

COOKIE = "saldo"
YEAR = 365 * 24 * 3600


def known_codes(request: HttpRequest) -> tuple[str, ...]:
    """Codes of credits that this browser has met."""
    found = (tidy_code(code) for code in request.COOKIES.get(COOKIE, "")[:400].split("."))
    return tuple(code for code in found if code)[:MOST_CODES]


def remember_codes(request: HttpRequest, response: HttpResponse, money: OrderMoney) -> None:
    """The page of an order shows the codes of its credits: this browser may spend them elsewhere."""
    fresh = [credit.code for credit in money.credits if credit.left]
    known = known_codes(request)
    if set(fresh) <= set(known):
        return
    codes = list(dict.fromkeys([*fresh, *known]))[:MOST_CODES]
    response.set_cookie(
        COOKIE, ".".join(codes), max_age=YEAR, path="/p/", httponly=True, samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip
