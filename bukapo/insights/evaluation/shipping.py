"""What sending a PO by courier services really cost: a section of its evaluation."""

from datetime import datetime

from bukapo.campaigns.models import Campaign
from bukapo.insights.evaluation.section import Line, Section
from bukapo.kernel.refusal import gettext_noop
from bukapo.orders.couriers.reads import costs_of


def shipping_section(campaign: Campaign, at: datetime) -> Section | None:
    """By the couriers' own scales, where they weighed again. None where no service was used. Two queries."""
    told = costs_of(campaign.pk, store_id=campaign.store_id)
    if not told.parcels:
        return None
    lines = (
        Line(gettext_noop("Paket lewat layanan kurir"), told.parcels),
        Line(gettext_noop("Ongkir yang dibayar pembelinya"), told.paid, "rupiah"),
        Line(gettext_noop("Tagihan kurir waktu dipesan"), told.fee_asked, "rupiah"),
        Line(gettext_noop("Tagihan kurir sebenarnya"), told.fee, "rupiah", "less"),
        Line(gettext_noop("Sisa ongkir untuk toko"), told.paid - told.fee, "rupiah", "more"),
    )
    return Section(gettext_noop("Ongkir"), lines)
