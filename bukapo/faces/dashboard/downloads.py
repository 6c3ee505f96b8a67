"""Long files handed to a browser: written whole at one moment, then sent piece by piece."""

from collections.abc import Callable
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import BinaryIO

from django.http import FileResponse

from bukapo.faces.dashboard.access import SellerRequest
from bukapo.faces.dashboard.make.attachments import TYPES
from bukapo.faces.ui.limits import count_try
from bukapo.journal.snapshot import one_moment


def download(request: SellerRequest, write: Callable[[BinaryIO], None], name: str) -> FileResponse:
    """What `write` puts into the file, as an attachment; `name` ends in its kind. Raises TooManyTries."""
    count_try("download", str(request.user.pk), most=120, seconds=3600)
    with ExitStack() as stack:
        file = stack.enter_context(TemporaryFile())
        with one_moment():
            write(file)
        file.seek(0)
        stack.pop_all()  # the response closes it
    kind = TYPES[name.rsplit(".", 1)[-1]]
    response = FileResponse(file, as_attachment=True, filename=name, content_type=kind)
    response["Cache-Control"] = "private, no-store"
    return response
