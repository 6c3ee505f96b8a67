"""A poster as an answer: drawn once, known again by what it shows."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from bukapo.faces.papers.posters.draw import JPEG
from bukapo.faces.papers.posters.kept import Wanted, digest_of, kept_poster
from bukapo.faces.papers.posters.poster import Poster

FOLDER = "posters"
"""Of MEDIA_ROOT. No address leads into it: a drawing is only answered where its PO is."""


def poster_answer(
    request: HttpRequest, poster: Poster, wanted: Wanted, *, kept: str = "public, max-age=300"
) -> HttpResponse:
    """The file, or 304 for who has it already. Raises KeyError for a layout or size there is not."""
    mime = "image/jpeg" if wanted.kind == JPEG else "image/png"
    folder = settings.MEDIA_ROOT / FOLDER
    return file_answer(
        request, digest_of(poster, wanted), mime, lambda: kept_poster(folder, poster, wanted), kept=kept
    )


def file_answer(
    request: HttpRequest,
    name: str,
    mime: str,
    content: Callable[[], bytes],
    *,
    kept: str = "public, max-age=300",
) -> HttpResponse:
    """A drawing named by the digest of all it shows, or 304 for who has it already."""
    etag = f'"{name}"'
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = HttpResponse(content(), content_type=mime)
    response["ETag"] = etag
    response["Cache-Control"] = kept
    return response
