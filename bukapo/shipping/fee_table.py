"""The seller's own table of fees by zone, before it is saved. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.refusal import Invalid, gettext_noop

MOST_ZONES = 80
"""Every province by the regular and the quick way."""
MOST_FEE = 5_000_000


@dataclass(frozen=True)
class ZoneDraft:
    """A row: rupiah for the first and for each further kilogram to these `areas` (free text); `days` "2-3 hari"."""

    name: str
    first_kg: int
    next_kg: int
    areas: str = ""
    courier: str = ""
    days: str = ""


STARTER = (
    ("Jabodetabek", "Jakarta, Bogor, Depok, Tangerang, Bekasi"),
    ("Jawa", "Banten, Jawa Barat, Jawa Tengah, Yogyakarta, Jawa Timur"),
    ("Sumatera", ""),
    ("Bali & Nusa Tenggara", ""),
    ("Kalimantan", ""),
    ("Sulawesi", ""),
    ("Maluku & Papua", ""),
)
"""Names and areas a seller starts from; the fees are theirs to fill in."""


def checked_zones(zones: Sequence[ZoneDraft]) -> list[ZoneDraft]:
    """Tidied rows. Raises Invalid."""
    tidy = [
        ZoneDraft(
            name=" ".join(zone.name.split())[:60],
            first_kg=zone.first_kg,
            next_kg=zone.next_kg,
            areas=" ".join(zone.areas.split())[:300],
            courier=" ".join(zone.courier.split())[:40],
            days=" ".join(zone.days.split())[:20],
        )
        for zone in zones
    ]
    names = [zone.name.casefold() for zone in tidy]
    if len(tidy) > MOST_ZONES:
        raise Invalid(field="zones", why=gettext_noop("Paling banyak 80 wilayah."))
    if not all(names):
        raise Invalid(field="zones", why=gettext_noop("Isi nama wilayahnya."))
    if len(set(names)) < len(names):
        raise Invalid(field="zones", why=gettext_noop("Ada wilayah yang ditulis dua kali."))
    if any(not 0 <= fee <= MOST_FEE for zone in tidy for fee in (zone.first_kg, zone.next_kg)):
        raise Invalid(field="zones", why=gettext_noop("Ongkir antara Rp0 dan Rp5.000.000."))
    return tidy
