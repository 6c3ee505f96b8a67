"""A draw that anyone can check: sealed before, opened after. Pure.

Before anybody registers, `commitment(seed)` is made public. After the draw the seed is. An entry's lot is
sha256("<seed>:<digest of all codes>:<its code>") in hexadecimal; the smallest lot comes first. Whoever holds the seed
could not change it, and whoever registers cannot aim: codes are given out at random, and one code more or less
changes every lot.
"""

import secrets
from collections.abc import Collection, Iterable
from hashlib import sha256


def new_seed() -> str:
    """256 random bits, 64 hex."""
    return secrets.token_hex(32)


def commitment(seed: str) -> str:
    """What is shown beforehand: the SHA-256 of the seed's text, 64 hex."""
    return _sha(seed)


def digest_of(codes: Iterable[str]) -> str:
    """The SHA-256 of all codes, sorted, one a line (no line end after the last)."""
    return _sha("\n".join(sorted(codes)))


def ranked(seed: str, codes: Collection[str]) -> list[str]:
    """The codes in the order in which they were drawn. Each must be there once; their order does not matter."""
    if len(set(codes)) != len(codes):
        raise ValueError("a code stands for one entry")
    digest = digest_of(codes)
    return sorted(codes, key=lambda code: (_sha(f"{seed}:{digest}:{code}"), code))


def _sha(text: str) -> str:
    return sha256(text.encode()).hexdigest()
