"""What every door for other programs does alike: read no more than it must, answer in a few plain words."""

from django.http import HttpRequest, HttpResponse


def body_within(request: HttpRequest, most: int) -> bytes | None:
    """The body as it came; None when it is longer than `most` bytes."""
    body = request.read(most + 1)
    return None if len(body) > most else body


def plain(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, content_type="text/plain", status=status)
