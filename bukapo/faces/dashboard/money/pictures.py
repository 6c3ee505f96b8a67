"""Private pictures: proofs of payment are shown to the people of the store and to nobody else."""

from django.http import FileResponse, HttpResponse

from bukapo.faces.dashboard.access import SellerRequest, seller_view
from bukapo.faces.ui.private import private_picture
from bukapo.payments.reads import proof_picture as picture_of_proof


@seller_view
def proof_picture(request: SellerRequest, proof: int) -> HttpResponse | FileResponse:
    """The picture of one proof, never kept by a cache on the way."""
    return private_picture(picture_of_proof(store_id=request.store.pk, proof_id=proof))
