"""What the import has to say about a row, in the reader's language."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from bukapo.orders.imports.doubts import DOUBTS, REMARKS


def remark_words(remark: Mapping[str, Any]) -> str:
    """A remark as stored ({code, params}); an unknown code says itself."""
    return _say(REMARKS.get(str(remark.get("code"))), remark)


def doubt_words(doubt: Mapping[str, Any]) -> str:
    """A doubt as stored ({code, params}); an unknown code says itself."""
    known = DOUBTS.get(str(doubt.get("code")))
    return _say(known[1] if known else None, doubt)


def _say(template: str | None, said: Mapping[str, Any]) -> str:
    if template is None:
        return str(said.get("why") or said.get("code"))
    return gettext(template).format(**said.get("params", {}))
