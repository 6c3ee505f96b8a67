"""One way to write a value down so that its hash means something tomorrow."""

import hashlib
import json
from typing import Any

import msgspec

_PLAIN = frozenset({str, int, bool, type(None)})


def canonical(value: Any) -> bytes:
    """Sorted keys, no spaces, UTF-8. Floats are refused: they have no single spelling."""
    _refuse_floats(value)
    try:
        return msgspec.json.encode(value, order="sorted")
    except TypeError:  # keys that are numbers: the same bytes, written more slowly
        return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(value: Any) -> str:
    """SHA-256 (64 hex) of the canonical form."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _refuse_floats(value: Any) -> None:
    if isinstance(value, dict):
        items: Any = value.values()
    elif isinstance(value, list | tuple):
        items = value
    elif isinstance(value, float):
        raise TypeError("a float has no canonical form")
    else:
        return
    for item in items:
        if type(item) not in _PLAIN:
            _refuse_floats(item)
