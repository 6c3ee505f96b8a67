"""What a page may ask of a device (Permissions-Policy). Nothing, but for the pages that read codes by the camera."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase

HEADER = "Permissions-Policy"
_NEVER = "geolocation=(), microphone=(), payment=(), usb=()"
NOTHING = f"camera=(), {_NEVER}"
CAMERA = f"camera=(self), {_NEVER}"

View = Callable[..., HttpResponseBase]


class PermissionsPolicy:
    """Every answer says so, whichever page it is; a view that may use more has said so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, NOTHING)
        return response


def may_use_camera(view: View) -> View:
    """Decorate a view whose page opens the camera, for itself only."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        response.headers[HEADER] = CAMERA
        return response

    return allowed
