"""Progress, on standard error: standard output belongs to the result."""

import sys
import time

_began = time.monotonic()
_quiet = False


def hush() -> None:
    """Say only what is loud from now on."""
    global _quiet
    _quiet = True


def say(words: str, *, loud: bool = False) -> None:
    if not _quiet or loud:
        print(f"bench [{time.monotonic() - _began:5.1f} s] {words}", file=sys.stderr, flush=True)
