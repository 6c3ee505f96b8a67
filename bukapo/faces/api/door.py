"""Around every request under /api/: nothing of a browser comes in, no page for people goes out."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from bukapo.faces.api.answers import is_problem, make_problem

PREFIX = "/api/"


class ApiDoor:
    """Middleware. Stands inside the compression and outside everything that could answer with a page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(PREFIX):
            return self.get_response(request)
        # Without a cookie there is no session to borrow, and the language is what the program asks for.
        request.META.pop("HTTP_COOKIE", None)
        if request.method == "HEAD":
            request.method = "GET"  # the server drops the body
        answer = self.get_response(request)
        if answer.status_code >= 400 and not is_problem(answer):
            make_problem(answer)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer
