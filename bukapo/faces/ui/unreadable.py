"""The page for a request nobody can read. Django's own would try to read it once more, and fail with a 500."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400, without looking at what was posted."""
    return render(request, "400.html", status=400)
