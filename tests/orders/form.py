"""The PO that the shared form of answers belongs to, and small forms written in a test."""

import csv
import io
import itertools
import json
from pathlib import Path
from typing import Any

from bukapo.campaigns.models import PieceCounter
from bukapo.catalog.models import Option, OptionValue, Variant
from tests.world import World, make_world

DATA = Path(__file__).resolve().parents[1] / "data"
CSV = DATA / "form-kaos-angkatan.csv"
TRUTH: dict[str, Any] = json.loads((DATA / "form-kaos-angkatan.truth.json").read_text())
SIZES = {"S": 0, "M": 0, "L": 0, "XL": 5_000, "XXL": 10_000, "3XL": 15_000}
COLOURS = {"Hitam": 0, "Navy": 0, "Maroon": 0}
SLEEVES = {"Pendek": 0, "Panjang": 10_000}
HEADERS = [
    "Timestamp", "Nama Lengkap", "No. WhatsApp", "Alamat lengkap", "Ukuran", "Warna", "Lengan", "Jumlah",
    "Nama Punggung", "Metode Pengambilan",
]  # fmt: skip


def reunion(*, slug: str = "angkatan-11", **campaign: Any) -> World:
    """Kaos Reuni: Rp95.000, six sizes, three colours, two sleeves, a name on the back for Rp15.000."""
    world = make_world(slug=slug, **campaign)
    PieceCounter.objects.of(world.store).filter(variant__isnull=False).delete()
    Variant.objects.of(world.store).update(active=False)
    OptionValue.objects.of(world.store).delete()
    Option.objects.of(world.store).delete()
    axes = [("Ukuran", SIZES), ("Warna", COLOURS), ("Lengan", SLEEVES)]
    for place, (name, values) in enumerate(axes):
        option = Option.objects.create(
            store=world.store, product=world.product, name=name, position=place, is_size=not place
        )
        OptionValue.objects.bulk_create(
            OptionValue(
                store=world.store,
                option=option,
                name=value,
                surcharge=plus,
                position=n,
                is_default=value == "Pendek",
            )
            for n, (value, plus) in enumerate(values.items())
        )
    world.variants.clear()
    for n, combination in enumerate(itertools.product(SIZES.items(), COLOURS.items(), SLEEVES.items())):
        values = tuple(value for value, _ in combination)
        row = Variant.objects.create(
            store=world.store, product=world.product, label=" / ".join(values), values=list(values),
            surcharge=sum(plus for _, plus in combination), position=100 + n,
        )  # fmt: skip
        world.variants[values] = row.pk
        PieceCounter.objects.create(store=world.store, campaign=world.campaign, variant=row)
    return world


def sheet(*rows: dict[str, str], headers: list[str] | None = None) -> bytes:
    """A CSV with these answers; what a row does not say has a usual answer."""
    headers = headers or HEADERS
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(headers)
    for number, row in enumerate(rows):
        usual = {
            "Timestamp": f"05/11/2026 10:{number:02}:00",
            "Nama Lengkap": f"Orang {number}",
            "No. WhatsApp": f"08120000{number:04}",
            "Alamat lengkap": "ambil di sekre",
            "Ukuran": "L",
            "Warna": "Hitam",
            "Lengan": "Pendek",
            "Jumlah": "1",
            "Nama Punggung": "-",
            "Metode Pengambilan": "Ambil sendiri",
        }
        writer.writerow([(usual | row).get(header, "") for header in headers])
    return out.getvalue().encode()
