"""The address at which somebody ends news and offers: it needs no row and tells a stranger nothing.

`token`: store and address sealed with AES-SIV (RFC 5297) under a key from the installation's secret. The same person
always gets the same address, it can't be made up, and it can't be read.
"""

import base64
from collections.abc import Callable
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.urls import reverse

from bukapo.kernel.refusal import NotFound

_PHONE, _MAIL = b"p", b"m"
LONGEST = 600


def token_of(store_id: int, address: str) -> str:
    """For an E.164 phone or an e-mail address."""
    low = address.lower()
    if low.startswith("+") and low[1:].isdigit() and len(low) <= 16:
        told = _PHONE + _short(int(low[1:]))
    else:
        told = _MAIL + low.encode()
    store = _short(store_id)
    sealed = _box(bytes(settings.STOP_SEAL)).encrypt(bytes([len(store)]) + store + told, None)
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def read_token(token: str) -> tuple[int, str]:
    """Store id and address. Raises NotFound for what this installation did not make."""
    if not token.isascii() or len(token) > LONGEST:
        raise NotFound()
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        told = _box(bytes(settings.STOP_SEAL)).decrypt(sealed, None)
    except (ValueError, InvalidTag):
        raise NotFound() from None
    store, rest = told[1 : 1 + told[0]], told[1 + told[0] :]
    address = f"+{int.from_bytes(rest[1:])}" if rest[:1] == _PHONE else rest[1:].decode()
    return int.from_bytes(store), address


def stop_url(store_id: int, address: str) -> str:
    """The whole address of the page with the one button."""
    return f"{settings.BASE_URL}{reverse('storefront:stop', args=[token_of(store_id, address)])}"


def _short(number: int) -> bytes:
    return number.to_bytes(max(1, (number.bit_length() + 7) // 8))


_box: Callable[[bytes], AESSIV] = cache(AESSIV)
