"""Private pictures: proofs of payment are shown to the people of the store and to nobody else."""

from django.http import FileResponse, HttpResponse

from bukapo.catalog.pictures import private_path
from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.kernel.refusal import NotFound
from bukapo.payments.reads import proof_picture as picture_of_proof


@seller_view
def proof_picture(request: SellerRequest, proof: int) -> HttpResponse | FileResponse:
    """The picture of one proof, never kept by a cache on the way."""
    path = private_path(picture_of_proof(store_id=request.store.pk, proof_id=proof))
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise NotFound() from None
    response = FileResponse(file, content_type="image/webp")
    response["Cache-Control"] = "private, no-store"
    return response
