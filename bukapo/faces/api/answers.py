"""Problems as HTTP answers (RFC 9457)."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext

from bukapo.kernel.problem import MEDIA_TYPE, problem
from bukapo.kernel.protocol import headers_of, refusal_of_status
from bukapo.kernel.refusal import Refusal
from bukapo.orders.intake.wire import as_sent


def problem_answer(refusal: Refusal) -> HttpResponse:
    """The refusal in the language of the request."""
    told = problem(as_sent(refusal), say=gettext)
    answer = HttpResponse(_json(told), status=refusal.http_status, content_type=MEDIA_TYPE)
    _add(answer, headers_of(refusal))
    return answer


def is_problem(answer: HttpResponse) -> bool:
    return bool(answer.headers.get("Content-Type", "").startswith(MEDIA_TYPE))


def make_problem(answer: HttpResponse) -> None:
    """Say a page for people (a 404, a 405, a 500) as a problem. Its status and other headers (`Allow`) stay."""
    refusal = refusal_of_status(answer.status_code)
    answer.content = _json(problem(refusal, say=gettext, status=answer.status_code))
    answer.headers["Content-Type"] = MEDIA_TYPE
    _add(answer, headers_of(refusal))
    if "Content-Length" in answer.headers:
        answer.headers["Content-Length"] = str(len(answer.content))


def _add(answer: HttpResponse, headers: dict[str, str]) -> None:
    for name, value in headers.items():
        answer.headers[name] = value


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False).encode()
