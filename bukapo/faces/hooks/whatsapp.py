"""`/hooks/whatsapp/<token>/`: Meta's challenge is answered, its notices are verified, stored and answered; no more."""

import hmac
from hashlib import sha256

import structlog
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bukapo.faces.hooks.answers import body_within
from bukapo.faces.ui.limits import TooManyTries, count_try, visitor_address
from bukapo.journal import clock
from bukapo.messaging.notices.rows import WHATSAPP
from bukapo.messaging.notices.take import MOST_BODY, take_notice
from bukapo.messaging.whatsapp.opened import Unreadable, keys_of
from bukapo.messaging.whatsapp.rows import WhatsAppAccount

SIGNATURE = "X-Hub-Signature-256"
log = structlog.get_logger("bukapo.hooks")


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def whatsapp(request: HttpRequest, token: str) -> HttpResponse:
    """GET: 200 with the challenge, 403. POST: 200 stored (or was), 401, 400 unreadable, 404, 413, 429."""
    accounts = WhatsAppAccount.objects.across_stores("the token in the address is the key")
    account = accounts.filter(hook=token).first()
    if account is None:
        return _plain("unknown", 404)
    try:
        keys = keys_of(account)
    except Unreadable:
        log.warning("a notice came for keys that cannot be unsealed", account=account.pk)
        return _plain("later", 503)
    if request.method != "POST":
        return _challenge(request, keys["verify_token"])
    body = body_within(request, MOST_BODY)
    if body is None:
        return _plain("too long", 413)
    if not _signed(body, request.headers.get(SIGNATURE, ""), keys["app_secret"]):
        return _refuse(request, account.pk, "signature", 401)
    try:
        text = body.decode()
    except UnicodeDecodeError:
        return _refuse(request, account.pk, "malformed", 400)
    if "\x00" in text:  # no database keeps it
        return _refuse(request, account.pk, "malformed", 400)
    take_notice(source=WHATSAPP, account=account, body=text, at=clock.now())
    return _plain("ok", 200)


def _challenge(request: HttpRequest, verify_token: str) -> HttpResponse:
    """The seller saves the address at Meta, and Meta asks whether it is ours."""
    asked = request.GET
    right = hmac.compare_digest(asked.get("hub.verify_token", "").encode(), verify_token.encode())
    challenge = asked.get("hub.challenge", "")
    if asked.get("hub.mode") != "subscribe" or not right or len(challenge) > 200:
        return _plain("forbidden", 403)
    return _plain(challenge, 200)


def _signed(body: bytes, header: str, secret: str) -> bool:
    expected = "sha256=" + hmac.new(secret.encode(), body, sha256).hexdigest()
    return hmac.compare_digest(header.encode(), expected.encode())


def _refuse(request: HttpRequest, account: int, why: str, status: int) -> HttpResponse:
    try:
        count_try("hook", visitor_address(request), most=60, seconds=60)
    except TooManyTries:
        return _plain("too many", 429)
    log.warning("a notice was refused", account=account, why=why)
    return _plain(why, status)


def _plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain; charset=utf-8", status=status)
