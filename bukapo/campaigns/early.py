"""Early access: who holds a code may order from `early_opens_at` on. Pure, so that the thin door can tell.

There is one code for all (`Offer.early_code`), and one of their own for everybody who signed up for the teaser: their
number and a seal over it. The seal hangs on a secret of the installation and on the PO's code: who knows a code can't
make another one, and a renewed code voids them all.
"""

import hmac
import re
from datetime import datetime

from bukapo.campaigns.offer import Offer

_PERSONAL = re.compile(r"([1-9][0-9]{0,9})-([0-9a-f]{20})")


def personal_key(secret: bytes, campaign_id: int, early_code: str) -> str:
    """What a PO's personal codes are sealed with."""
    return hmac.digest(secret, f"personal:{campaign_id}:{early_code}".encode(), "sha256").hex()


def personal_code(key: str, interest_id: int) -> str:
    """`17-3f…`: at most 31 characters."""
    return f"{interest_id}-{hmac.digest(key.encode(), str(interest_id).encode(), 'sha256').hex()[:20]}"


def interest_of(offer: Offer, typed: str) -> int | None:
    """Whose personal code `typed` is; None for any other text."""
    found = _PERSONAL.fullmatch(typed)
    if found is None or not offer.personal_key:
        return None
    said = int(found[1])
    return said if hmac.compare_digest(personal_code(offer.personal_key, said), typed) else None


def holds_early_code(offer: Offer, typed: str) -> bool:
    """Whether `typed` is the PO's code or a personal one, compared in constant time; a PO without one has no holder."""
    kept = offer.early_code
    if not kept:
        return False
    same = hmac.compare_digest(kept.encode(), typed.encode(errors="replace"))
    return same or interest_of(offer, typed) is not None


def opens_early(offer: Offer, typed: str, at: datetime) -> bool:
    """Whether the form may be shown to who holds `typed`, at `at`, before everybody else gets it."""
    early = offer.window.early_opens_at
    return early is not None and early <= at and holds_early_code(offer, typed)
