"""Which row of the fee table a typed address means, where the buyer chose none: for forms without a script, too."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bukapo.campaigns.offer import Offer
from bukapo.shipping.areas.book import search
from bukapo.shipping.areas.fitting import suggested


@dataclass(frozen=True)
class Near:
    """`zone_id` to be chosen beforehand, "" where none fits; `words` say so, "" where nothing is known."""

    zone_id: str = ""
    words: str = ""


def near_zone(person: Mapping[str, str], offer: Offer) -> Near:
    """By postal code, else by what stands in the field of the city."""
    found = search(person["postal_code"], most=1) or search(person["city"], most=1)
    if not found:
        return Near()
    zone = suggested(found[0], [(zone.id, zone.name, zone.areas) for zone in offer.zones])
    if zone is None:
        told = _(
            "Toko ini belum menulis ongkir ke %(place)s. Tanyakan dulu ke penjual, atau pilih yang paling dekat."
        )
        return Near(words=told % {"place": found[0].city})
    name = next(one.name for one in offer.zones if one.id == zone)
    told = _("Dari kota dan kode posnya: %(zone)s. Sudah dipilihkan, cek lagi.")
    return Near(str(zone), told % {"zone": name})
