"""A hint before a seller tells buyers what the law voids: shown once, and the same words sent again go through.

Answers are no terms: "barang ini tidak bisa diretur" in one of them binds nobody, it only drives a buyer away from a
right. So the linter explains here, and never stands in the way as it does where a PO's rules are written.
"""

from dataclasses import dataclass
from hashlib import sha256

from django.http import QueryDict

from bukapo.campaigns.linting.texts import CLAIMS
from bukapo.faces.dashboard.prepare.linting import ShownFinding, shown_findings
from bukapo.stores.models import Store

READ = "terbaca"
"""Name of the hidden field by which a form says which words its hint was about."""


@dataclass(frozen=True)
class Hint:
    """`of` names the words it is about: a form that sends it back has shown them."""

    findings: tuple[ShownFinding, ...]
    of: str


def hint_of(store: Store, posted: QueryDict, field: str) -> Hint | None:
    """What to say of the text posted as `field`; None when it is fine, or was shown with its hint already."""
    text = posted.get(field, "").strip().replace("\r\n", "\n")
    name = sha256(text.encode()).hexdigest()[:16]
    if not text or posted.get(READ) == name:
        return None
    found = shown_findings(store, text, CLAIMS)
    return Hint(found, name) if found else None
