"""What the OpenAPI description says beyond what ninja sees by itself: the body, problems, headers, examples."""

from typing import Any

import msgspec
from ninja import NinjaAPI

from bukapo.faces.api.schemas import Problem
from bukapo.kernel.problem import MEDIA_TYPE
from bukapo.orders.intake.wire import KEY, MOST_BYTES, SentOrder

REPLAYED = "Idempotent-Replayed"
_REF = "#/components/schemas/{name}"
_PROBLEM = {"$ref": "#/components/schemas/Problem"}

SENT_EXAMPLE = {
    "buyer": {"name": "Budi Santoso", "phone": "0812 3456 7890", "email": "budi@example.com"},
    "lines": [{"variant": 3, "qty": 2, "personalization": {"1": "BUDI"}}],
    "fulfilment": "courier",
    "address": {"street": "Jl. Contoh 12", "city": "Bandung", "postal_code": "40132", "zone": 1},
    "note": "Tolong dibungkus kado",
    "language": "id",
}
PROBLEM_EXAMPLE = {
    "type": "/api/v1/problems/sold_out",
    "title": "Sisa tidak cukup",
    "status": 409,
    "detail": "L / Hitam tinggal 2. Kurangi jumlahnya atau pilih yang lain.",
    "code": "sold_out",
    "what": "L / Hitam",
    "left": 2,
}
ORDER_SENT: dict[str, Any] = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "required": True,
            "description": "Names this order; the same again is never a second one. Make it random.",
            "schema": {"type": "string", "pattern": f"^{KEY.pattern}$"},
            "example": "3f1c9f0e-5f5e-4c56-9a56-6f6b2a0f1d11",
        }
    ],
    "requestBody": {
        "required": True,
        "description": f"At most {MOST_BYTES} bytes.",
        "content": {
            "application/json": {
                "schema": {"$ref": _REF.format(name="SentOrder")},
                "example": SENT_EXAMPLE,
            }
        },
    },
}
_REPLAY = {REPLAYED: {"schema": {"type": "string", "enum": ["true"]}, "required": True}}
_CREATED = {"Location": {"schema": {"type": "string"}, "description": "The order.", "required": True}}
_HEADERS: dict[str, dict[str, Any]] = {
    "401": {"WWW-Authenticate": {"schema": {"type": "string"}, "required": True}},
    "503": {"Retry-After": {"schema": {"type": "string", "pattern": "^[0-9]+$"}, "description": "Seconds."}},
}


def problems(*statuses: int) -> dict[int, Any]:
    """Declare these statuses as problems, and those that any address may answer."""
    return dict.fromkeys(sorted({*statuses, 400, 500}), Problem)


class DescribedAPI(NinjaAPI):
    """Ninja's description, finished."""

    def get_openapi_schema(self, **how: Any) -> Any:
        described = super().get_openapi_schema(**how)
        _refs, sent = msgspec.json.schema_components([SentOrder], ref_template=_REF)
        described["components"]["schemas"].update(sent)
        for path in described["paths"].values():
            for operation in path.values():
                _finish(operation)
        return described


def _finish(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        if isinstance(parameter.get("examples"), list):  # JSON Schema's way; a parameter of OpenAPI has a map
            parameter["example"] = parameter.pop("examples")[0]
    for status, response in operation["responses"].items():
        content = response.get("content", {})
        if content.get("application/json", {}).get("schema") == _PROBLEM:
            response["content"] = {MEDIA_TYPE: {"schema": _PROBLEM}}
            if int(status) == 409:
                response["content"][MEDIA_TYPE]["example"] = PROBLEM_EXAMPLE
        if headers := _HEADERS.get(str(status)):
            response["headers"] = headers
    if operation["operationId"] == "place_order":
        responses = operation["responses"]
        responses[200] |= {"description": "The same order again; nothing was changed.", "headers": _REPLAY}
        responses[201]["headers"] = _CREATED
