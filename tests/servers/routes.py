"""Every address there is, from the routes themselves: a page added tomorrow is tried tomorrow."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import URLPattern, get_resolver

PART = re.compile(r"<(?:\w+:)?(\w+)>")


def every_path(filled: Mapping[str, Any]) -> list[str]:
    """Paths with their parts filled in; a part nobody named becomes `x` or 1."""
    return sorted({_fill(route, filled) for route in _routes(get_resolver().url_patterns)})


def _routes(patterns: list[Any], prefix: str = "/") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if not isinstance(pattern, URLPattern):
            yield from _routes(pattern.url_patterns, route)
        elif not route.startswith("/^"):
            yield route


def _fill(route: str, filled: Mapping[str, Any]) -> str:
    return PART.sub(lambda part: str(filled.get(part[1], "1" if part[0].startswith("<int:") else "x")), route)
