"""Keys of gateways and couriers at rest: sealed with Fernet (AES-128-CBC and HMAC-SHA256) under the operator's secrets.

`settings.GATEWAY_SECRETS` lists them: the first seals, each of them opens, so a secret is changed by putting a new one
in front (docs/settings.md). Fernet's key is derived from a secret by HKDF-SHA256.
"""

import base64
import json
from collections.abc import Mapping

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from bukapo.kernel.refusal import Refusal, gettext_noop

PURPOSE = b"bukapo gateway keys"


class Unreadable(Refusal):
    """The secret they were sealed with is not among the operator's any more."""

    code = "keys_unreadable"
    sentence = gettext_noop("Kunci gateway ini tidak bisa dibuka lagi. Masukkan kuncinya sekali lagi.")


def seal(keys: Mapping[str, str]) -> str:
    """The keys as one token that says nothing without a secret."""
    return _box().encrypt(json.dumps(dict(keys)).encode()).decode()


def unseal(token: str) -> dict[str, str]:
    """The keys of a token. Raises Unreadable."""
    try:
        return dict(json.loads(_box().decrypt(token.encode())))
    except InvalidToken:
        raise Unreadable() from None


def reseal(token: str) -> str:
    """The same keys under the first secret. Raises Unreadable."""
    try:
        return _box().rotate(token.encode()).decode()
    except InvalidToken:
        raise Unreadable() from None


def _box() -> MultiFernet:
    return MultiFernet([Fernet(_key(secret)) for secret in settings.GATEWAY_SECRETS])


def _key(secret: str) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE).derive(secret.encode())
    return base64.urlsafe_b64encode(derived)
