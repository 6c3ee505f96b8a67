"""What people type that can be stored, printed and answered."""

import re

EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s]{1,180}\.[^@\s.]{2,20}")
_UNREADABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def unreadable(text: str) -> bool:
    """NUL and lone surrogates can't be stored; other control characters can't be printed."""
    return _UNREADABLE.search(text) is not None
