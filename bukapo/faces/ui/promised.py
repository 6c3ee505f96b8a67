"""What a partner was promised, in words: for sellers, for the partner, on paper."""

from django.utils.translation import gettext as _

from bukapo.campaigns.agreed import percent
from bukapo.campaigns.models import Partner
from bukapo.campaigns.partners.rules import PER_ORDER, PERCENT
from bukapo.kernel.money import rupiah


def promised_words(partner: Partner) -> str:
    """`5% dari harga barang`, `Rp10.000 per pesanan`."""
    if partner.way == PERCENT:
        return _("%(percent)s dari harga barang") % {"percent": percent(partner.rate)}
    words = _("%(amount)s per pesanan") if partner.way == PER_ORDER else _("%(amount)s per pcs")
    return words % {"amount": rupiah(partner.rate)}
