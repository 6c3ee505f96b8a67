"""Two workshops of the directory, with what they take, what it costs and how fast they are."""

from datetime import datetime, timedelta

from bukapo.faces.cli.demo.shop import Shop
from bukapo.production.models import Workshop
from bukapo.production.promise.calendar import Closure, WorkDays
from bukapo.production.promise.typed import TypedPace
from bukapo.production.promise.writes import set_paces, set_work_days
from bukapo.production.workshops.directory import add_workshop, change_workshop
from bukapo.production.workshops.rules import Details

CUTTING = Details(
    name="Konveksi Contoh Jaya", person="Bagian Potong", phone="081200000002", city="Bandung",
    lead_days=14, least=24, prices=(("Potong", 4_000), ("Sablon plastisol 2 warna", 12_000)),
    note="Contoh, bukan konveksi sungguhan. Bahan dikirim ke gudang mereka.",
)  # fmt: skip
SEWING = Details(
    name="Penjahit Contoh Rapi", person="Bagian Jahit", phone="081200000005", city="Cimahi",
    lead_days=10, least=1, prices=(("Jahit hoodie", 28_000), ("Jahit jaket varsity", 95_000), ("Packing", 1_500)),
    note="Contoh, bukan penjahit sungguhan.",
)  # fmt: skip
PACES = {
    CUTTING.name: (TypedPace("Potong", 60), TypedPace("Sablon", 30, 2), TypedPace("Jahit", 10, 4)),
    SEWING.name: (
        TypedPace("Bordir", 20),
        TypedPace("Jahit", 2, 3),
        TypedPace("QC", 60),
        TypedPace("Packing", 80),
    ),
}


def workshops(place: Shop, at: datetime, now: datetime) -> tuple[Workshop, Workshop]:
    """Both, written into the directory at `at` where they are missing: who cuts and prints, who sews."""
    return _known(place, CUTTING, at, now), _known(place, SEWING, at, now)


def _known(place: Shop, details: Details, at: datetime, now: datetime) -> Workshop:
    rows = Workshop.objects.of(place.store).filter(name=details.name)
    found: Workshop | None = rows.first()
    if found is not None and found.least is not None:
        return found
    if found is None:
        add_workshop(**place.by_id(at), details=details)
    else:
        change_workshop(**place.by_id(now), workshop_id=found.pk, details=details)
    made: Workshop = rows.get()
    at = now if found else at
    closed = Closure(now.date() + timedelta(days=20), now.date() + timedelta(days=21), "Stok opname (contoh)")
    set_paces(**place.by_id(at), workshop_id=made.pk, paces=PACES[details.name])
    set_work_days(**place.by_id(at), workshop_id=made.pk, days=WorkDays(closures=(closed,)))
    return made
