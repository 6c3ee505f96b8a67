"""Names for rows that people and links carry."""

import re
import secrets

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O, U: it survives being read aloud over the phone."""


def order_number() -> str:
    """`PO-7K3Q9XM2`: 40 random bits. Says nothing of how many orders there are; a UNIQUE constraint backs it."""
    bits = secrets.randbits(40)
    return "PO-" + "".join(CROCKFORD[bits >> shift & 31] for shift in range(0, 40, 5))


def work_order_number() -> str:
    """`SPK-4F7Q2M`: 30 random bits, unique within the installation by constraint."""
    return "SPK-" + "".join(secrets.choice(CROCKFORD) for _ in range(6))


def entry_code() -> str:
    """`A-7K3Q9XM2`: the public name of somebody who waits, 40 random bits. A UNIQUE constraint backs it."""
    return "A-" + "".join(secrets.choice(CROCKFORD) for _ in range(8))


def roster_code() -> str:
    """`R-7K3Q9XM2`: the name of a group to its seller, 40 random bits. A UNIQUE constraint backs it."""
    return "R-" + "".join(secrets.choice(CROCKFORD) for _ in range(8))


def credit_code() -> str:
    """`SALDO-7K3Q9-XM2D4-8RTPA`: 75 random bits, the key to a buyer's credit. A UNIQUE constraint backs it."""
    groups = ("".join(secrets.choice(CROCKFORD) for _ in range(5)) for _ in range(3))
    return "SALDO-" + "-".join(groups)


def secret() -> str:
    """128 random bits, URL-safe, for a link that is its own key."""
    return secrets.token_urlsafe(16)


def slug(text: str, fallback: str = "po") -> str:
    """Lower-case ASCII words joined by dashes, at most 60 characters."""
    words = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:60].strip("-")
    return words or fallback
