"""The code somebody sent: typed, scanned, or on a photo; and the pictures that a running camera asks about."""

from django.http import HttpResponse
from django.views.decorators.http import require_POST

from bukapo.catalog.imaging import MOST_BYTES, TooHeavy
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.dashboard.camera.reading import (
    MOST_FRAME_BYTES,
    FrameRefused,
    codes_in_frame,
    codes_in_photo,
)
from bukapo.faces.ui.limits import count_try
from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.refusal import Refusal
from bukapo.orders.packing.rules import the_one

FRAME, PHOTO = "bingkai", "foto"
FRAMES_A_MINUTE = 900
"""Of one login: five phones at three pictures a second. Shops share logins."""
PHOTOS_A_MINUTE = 40
PLAIN = "text/plain; charset=utf-8"


def code_sent(request: SellerRequest) -> str:
    """`kode` as it was typed, or what the photo `foto` shows; the photo is looked at and forgotten.

    Raises a PictureRefused, NoCodeSeen, SeveralSeen, TooManyTries.
    """
    photo = request.FILES.get(PHOTO)
    if photo is None:
        return request.POST.get("kode", "")
    count_try("photo of a code", str(request.user.pk), most=PHOTOS_A_MINUTE, seconds=60)
    if (photo.size or 0) > MOST_BYTES:
        raise TooHeavy()
    return the_one(codes_in_photo(photo.read()))


@require_POST
@seller_view
def frame(request: SellerRequest) -> HttpResponse:
    """A picture of the running camera -> the codes in it, one a line. It only reads: camera.js then sends a scan."""
    try:
        count_try("frame of a camera", str(request.user.pk), most=FRAMES_A_MINUTE, seconds=60)
        picture = request.FILES.get(FRAME)
        if picture is None or (picture.size or 0) > MOST_FRAME_BYTES:
            raise FrameRefused()
        codes = codes_in_frame(picture.read())
    except Refusal as refusal:
        return HttpResponse(sentence(refusal), status=refusal.http_status, content_type=PLAIN)
    return HttpResponse("\n".join(codes), content_type=PLAIN)
