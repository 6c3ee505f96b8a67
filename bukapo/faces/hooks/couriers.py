"""`POST /hooks/kurir/<token>/`: a courier service's notice is stored and answered; nothing is believed here."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bukapo.faces.hooks.answers import body_within, plain
from bukapo.faces.ui.limits import TooManyTries, count_try, visitor_address
from bukapo.journal import clock
from bukapo.kernel.actor import SYSTEM, Actor
from bukapo.kernel.refusal import NotFound
from bukapo.shipping.couriers.opened import open_courier
from bukapo.shipping.couriers.rows import CourierAccount
from bukapo.shipping.notices.rules import MOST_BODY
from bukapo.shipping.notices.writes import KnownNotice, TooManyNotices, take_notice, take_refused_notice
from bukapo.shipping.port import BadSecret, Malformed, NoticeRead
from bukapo.stores.seal import Unreadable

SERVICE = Actor(kind=SYSTEM, label="Kurir")

log = structlog.get_logger("bukapo.hooks")


@csrf_exempt
@require_http_methods(["POST", "PUT"])
def parcel_news(request: HttpRequest, token: str) -> HttpResponse:
    """2xx: it is stored (or was, or said nothing). 401 wrong secret, 400 unreadable, 404 no such address, 413 too long.

    PUT is what one vendor's documents speak of. An empty body is the registration of this very address.
    """
    accounts = CourierAccount.objects.across_stores("the token in the address is the key")
    account = accounts.filter(token=token).first()
    if account is None:
        return plain("unknown", 404)
    body = body_within(request, MOST_BODY)
    if body is None:
        return plain("too long", 413)
    try:
        adapter = open_courier(account)
    except (Unreadable, NotFound):
        log.warning("a notice came for keys that cannot be unsealed", account=account.pk)
        return plain("later", 503)
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        read = adapter.read(headers, body)
        text = body.decode()
    except BadSecret:
        return _refuse(request, account, body, "secret", 401)
    except (Malformed, UnicodeDecodeError):
        return _refuse(request, account, body, "malformed", 400)
    return _keep(request, account, read, text) if read else plain("ok", 200)


def _keep(request: HttpRequest, account: CourierAccount, read: NoticeRead, text: str) -> HttpResponse:
    if "\x00" in f"{text}{read.external_id}{read.reference}" or not read.external_id:  # no database keeps it
        return _refuse(request, account, text.encode(), "malformed", 400)
    try:
        take_notice(account=account, read=read, body=text, actor=SERVICE, at=clock.now())
    except KnownNotice:
        log.info("a copy of a notice", account=account.pk)
    except TooManyNotices:
        return plain("too many", 429)
    return plain("ok", 200)


def _refuse(
    request: HttpRequest, account: CourierAccount, body: bytes, why: str, status: int
) -> HttpResponse:
    log.warning("a courier notice was refused", account=account.pk, why=why)
    try:
        count_try("courier hook", visitor_address(request), most=60, seconds=60)
        text = body.decode(errors="replace")
        take_refused_notice(account=account, body=text, why=why, actor=SERVICE, at=clock.now())
    except (TooManyTries, TooManyNotices):
        return plain("too many", 429)
    return plain(why, status)
