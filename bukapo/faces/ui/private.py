"""Private pictures as an answer. The caller has asked who may see them."""

from django.http import FileResponse, HttpResponse

from bukapo.catalog.models import Photo
from bukapo.catalog.pictures import private_path
from bukapo.kernel.refusal import NotFound


def private_picture(photo: Photo) -> HttpResponse | FileResponse:
    """The file, never kept by a cache on the way."""
    try:
        file = private_path(photo).open("rb")
    except FileNotFoundError:
        raise NotFound() from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response
