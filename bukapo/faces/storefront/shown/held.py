"""The page for a form that could not be taken right now: it keeps what was posted and sends the same again."""

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation

from bukapo.faces.storefront.shown.shell import Held, Shell

__all__ = ["Held", "Shell", "posted_fields", "render_held", "shell_of"]

NEVER_KEPT = ("password", "csrfmiddlewaretoken")


def shell_of(shop: Any = None, *, language: str = "") -> Shell:
    """The page of a store (or of none) in a language (the active one by default), ready to be filled. Asks no database.

    `shop` needs a `slug` and a `name`.
    """
    chosen = (language or translation.get_language() or "id")[:2]
    return _shell(chosen, shop.slug, shop.name) if shop is not None else _shell(chosen, "", "")


@lru_cache(maxsize=256)
def _shell(language: str, slug: str, name: str) -> Shell:
    shop = {"slug": slug, "name": name} if slug else None
    with translation.override(language):
        # Without the request: no context processor may ask for a session while the database is away.
        return Shell.cut(render_to_string("storefront/held.html", {"shop": shop}))


def render_held(
    request: HttpRequest | None, held: Held, *, shop: Any = None, status: int = 503, language: str = ""
) -> HttpResponse:
    """Answer with the held page. 503 carries Retry-After, so that programs wait too; nothing is kept by proxies.

    With a request, what it posted and its own address are taken where `held` leaves `fields` and `action` empty.
    """
    if request is not None:
        held = _from_request(request, held)
    response = HttpResponse(shell_of(shop, language=language).fill(held), status=status)
    if held.retry_seconds or status == 503:
        response["Retry-After"] = str(held.retry_seconds or 5)
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    return response


def _from_request(request: HttpRequest, held: Held) -> Held:
    fields = held.fields or posted_fields(request)
    action = held.action or request.get_full_path()
    return Held(**(held.__dict__ | {"fields": fields, "action": action}))


def posted_fields(request: HttpRequest) -> tuple[tuple[str, str], ...]:
    """What was posted, without passwords and tokens."""
    return tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if not any(secret in name for secret in NEVER_KEPT)
    )
