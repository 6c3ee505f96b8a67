"""Public pictures. A picture's name is its key, so what a name shows never changes."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.static import serve

FOR_EVER = "public, max-age=31536000, immutable"


def picture(request: HttpRequest, name: str) -> HttpResponseBase:
    """One file of `media/photos`. Proofs are elsewhere (PRIVATE_ROOT) and no route leads there."""
    response = serve(request, name, document_root=str(settings.MEDIA_ROOT / "photos"))
    response["Cache-Control"] = FOR_EVER
    return response
