"""Files handed to a browser."""

from django.http import HttpResponse

TYPES = {
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def attachment(content: bytes, name: str, *, inline: bool = False) -> HttpResponse:
    """`name` ends in its kind. `inline` lets the browser show it (a PDF to print)."""
    response = HttpResponse(content, content_type=TYPES[name.rsplit(".", 1)[-1]])
    how = "inline" if inline else "attachment"
    response["Content-Disposition"] = f'{how}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response
