"""A buyer says whether they want to hear of new POs."""

from django.http import HttpRequest, HttpResponseBase

from bukapo.faces.storefront.finds import order_of
from bukapo.faces.storefront.views.doors import stranger_deed
from bukapo.faces.storefront.views.order import back_with
from bukapo.journal import clock
from bukapo.kernel.actor import BUYER_ACTOR
from bukapo.messaging.consents.writes import answer_offers


@stranger_deed("offers", most=60, seconds=3600)
def answer(request: HttpRequest, secret: str) -> HttpResponseBase:
    """`mau=ya`: yes; anything else: no."""
    found = order_of(secret)
    wanted = request.POST.get("mau") == "ya"
    answer_offers(
        store_id=found.store_id, order_id=found.pk, wanted=wanted, actor=BUYER_ACTOR, at=clock.now()
    )
    return back_with(found, "po-baru" if wanted else "po-baru-tidak")
