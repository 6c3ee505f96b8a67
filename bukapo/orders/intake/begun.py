"""When a checkout began, sealed by the server: a form carries it, and nobody can write an earlier one. Pure."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

_TIME, _SEAL = 8, 12
"""Bytes: microseconds since 1970, and 96 bits of HMAC-SHA256 over them, the PO and the form's key."""
_LENGTH = 27
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def begun_token(key: bytes, campaign_id: int, order_key: str, at: datetime) -> str:
    """27 URL-safe characters for a hidden field. `key` is the server's; `order_key` names the form."""
    moment = ((at - _EPOCH) // timedelta(microseconds=1)).to_bytes(_TIME, "big")
    return urlsafe_b64encode(moment + _seal(key, campaign_id, order_key, moment)).rstrip(b"=").decode()


def read_begun(key: bytes, campaign_id: int, order_key: str, token: str) -> datetime | None:
    """The moment (UTC) in which this form was first shown, or None for anything this server did not seal for it."""
    if len(token) != _LENGTH or not token.isascii():
        return None
    try:
        raw = urlsafe_b64decode(token + "=")
    except ValueError:
        return None
    moment, seal = raw[:_TIME], raw[_TIME:]
    if not hmac.compare_digest(seal, _seal(key, campaign_id, order_key, moment)):
        return None
    return _EPOCH + timedelta(microseconds=int.from_bytes(moment, "big"))


def _seal(key: bytes, campaign_id: int, order_key: str, moment: bytes) -> bytes:
    text = (
        b"begun:%d:%d:" % (campaign_id, len(order_key)) + order_key.encode(errors="replace") + b":" + moment
    )
    return hmac.new(key, text, sha256).digest()[:_SEAL]
