"""A partner's code on its way from the link to the order form: in addresses only, so that no cookie is needed."""

from django.http import HttpRequest

from bukapo.campaigns.partners.rules import link_code


def came_by(request: HttpRequest) -> str:
    """The code of the link (`?dari=CODE`), as it is kept; "" without one."""
    return link_code(request.GET.get("dari", ""))


def carried(request: HttpRequest) -> str:
    """What an address of the next page ends in, so that the code is not lost: `?dari=CODE`, or nothing."""
    code = came_by(request)
    return f"?dari={code}" if code else ""
