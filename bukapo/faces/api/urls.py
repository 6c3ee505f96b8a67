"""Addresses of programs. Nothing under /api/ falls through to the pages."""

from django.http import HttpRequest, HttpResponse
from django.urls import path, re_path
from django.views.decorators.csrf import csrf_exempt

from bukapo.faces.api.answers import problem_answer
from bukapo.faces.api.v1 import api
from bukapo.kernel.refusal import NotFound


@csrf_exempt
def nothing(request: HttpRequest, **parts: str) -> HttpResponse:
    """404 for every other path."""
    return problem_answer(NotFound())


urlpatterns = [
    path("v1/", nothing),
    path("v1/", api.urls),
    re_path("", nothing),
]
