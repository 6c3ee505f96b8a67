"""`POST /hooks/<gateway>/<token>/`: a notice is verified, stored and answered; nothing is acted on here."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from bukapo.faces.hooks.answers import body_within, plain
from bukapo.faces.ui.limits import TooManyTries, count_try, visitor_address
from bukapo.journal import clock
from bukapo.kernel.actor import Actor
from bukapo.payments.gateways.opened import open_gateway
from bukapo.payments.gateways.rows import GatewayAccount
from bukapo.payments.gateways.rules import MOST_BODY
from bukapo.payments.gateways.seal import Unreadable
from bukapo.payments.gateways.writes import KnownNotice, TooManyRefused, take_notice, take_refused_notice
from bukapo.payments.port import BadSignature, Gateway, Malformed, NoticeRead

GATEWAY = Actor(kind="system", label="Gateway")

log = structlog.get_logger("bukapo.hooks")


@csrf_exempt
@require_POST
def notice(request: HttpRequest, gateway: str, token: str) -> HttpResponse:
    """2xx: it is stored (or was). 401 wrong signature, 400 unreadable, 404 no such address, 413 too long."""
    accounts = GatewayAccount.objects.across_stores("the token in the address is the key")
    account = accounts.filter(gateway=gateway, token=token).first()
    if account is None:
        return plain("unknown", 404)
    body = body_within(request, MOST_BODY)
    if body is None:
        return plain("too long", 413)
    try:
        adapter = open_gateway(account)
    except Unreadable:
        log.warning("a notice came for keys that cannot be unsealed", account=account.pk)
        return plain("later", 503)
    return _take(request, account, adapter, body)


def _take(request: HttpRequest, account: GatewayAccount, adapter: Gateway, body: bytes) -> HttpResponse:
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        read, text = _read(adapter, headers, body)
    except BadSignature:
        return _refuse(request, account, body, "signature", 401)
    except Malformed:
        return _refuse(request, account, body, "malformed", 400)
    kept = {name: headers[name][:200] for name in adapter.headers if name in headers}
    try:
        take_notice(account=account, read=read, body=text, headers=kept, actor=GATEWAY, at=clock.now())
    except KnownNotice:
        log.info("a copy of a notice", account=account.pk)
    return HttpResponse(adapter.took.body, content_type=adapter.took.content_type)


def _read(adapter: Gateway, headers: dict[str, str], body: bytes) -> tuple[NoticeRead, str]:
    """The notice and its text. Raises BadSignature, Malformed."""
    read = adapter.verify(headers, body)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        raise Malformed() from None
    if "\x00" in text or "\x00" in f"{read.key}{read.reference}{read.external_id}":  # no database keeps it
        raise Malformed()
    return read, text


def _refuse(
    request: HttpRequest, account: GatewayAccount, body: bytes, why: str, status: int
) -> HttpResponse:
    log.warning("a notice was refused", account=account.pk, why=why)
    try:
        count_try("hook", visitor_address(request), most=60, seconds=60)
        text = body.decode(errors="replace")
        take_refused_notice(account=account, body=text, why=why, actor=GATEWAY, at=clock.now())
    except (TooManyTries, TooManyRefused):
        return plain("too many", 429)
    return plain(why, status)
