"""Version 1 of the API: its addresses, and what becomes of every exception."""

import structlog
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from ninja.errors import AuthenticationError, ValidationError

from bukapo import __version__
from bukapo.faces.api import campaigns, kinds, orders
from bukapo.faces.api.answers import problem_answer
from bukapo.faces.api.contract import DescribedAPI
from bukapo.kernel.protocol import Unauthorized, Unavailable
from bukapo.kernel.refusal import NotFound, Refusal

log = structlog.get_logger("bukapo.api")

api = DescribedAPI(
    title="BukaPO",
    version=__version__,
    description="Read what a PO offers, place an order, follow it. Every refusal is a problem (RFC 9457).",
    urls_namespace="api-v1",
    docs_url=None,  # its page would load scripts from another host
    docs_decorator=lambda view: csrf_exempt(require_safe(view)),
    openapi_extra={"info": {"license": {"name": "Apache-2.0", "identifier": "Apache-2.0"}}},
)
for each in (campaigns, orders, kinds):
    api.add_router("", each.router)


@api.exception_handler(Refusal)
def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    return problem_answer(refusal)


@api.exception_handler(AuthenticationError)
def unauthorized(request: HttpRequest, error: AuthenticationError) -> HttpResponse:
    return problem_answer(Unauthorized())


@api.exception_handler(ValidationError)
def misaddressed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Only the parts of a path are left to ninja: nothing has such an address."""
    return problem_answer(NotFound())


@api.exception_handler(OperationalError)
@api.exception_handler(InterfaceError)
def unavailable(request: HttpRequest, error: Exception) -> HttpResponse:
    log.warning("database unavailable", error=repr(error))
    return problem_answer(Unavailable())
