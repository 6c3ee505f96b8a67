"""GET what a problem's code means."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import Path, Router

from bukapo.faces.api.contract import problems
from bukapo.faces.api.schemas import ProblemKind
from bukapo.kernel.problem import KINDS
from bukapo.kernel.refusal import NotFound

router = Router(tags=["Problems"])


@router.get(
    "/problems/{code}",
    response={200: ProblemKind, **problems(404)},
    url_name="problem",
    operation_id="read_problem",
    summary="What a problem's code means",
)
def read_problem(
    request: HttpRequest,
    response: HttpResponse,
    code: Annotated[str, Path(max_length=40, examples=["sold_out"])],
) -> Any:
    """A problem's `type` leads here."""
    if code not in KINDS:
        raise NotFound()
    response.headers["Cache-Control"] = "public, max-age=3600"
    return {"code": code, "title": gettext(KINDS[code].title), "advice": gettext(KINDS[code].advice)}
