"""What people type that can be stored, printed and answered. Whether an address reaches anybody, only mail tells."""

import re

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,20}")
MOST = 254
"""Characters of an e-mail address."""
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unreadable(text: str) -> bool:
    """NUL and lone surrogates can't be stored; other control characters can't be printed."""
    return _UNREADABLE.search(text) is not None
