"""Papers read back as a person would: their text, their sheets. And a cast of forms to print."""

import io
from collections.abc import Iterable
from datetime import UTC, datetime

from pypdf import PdfReader

from bukapo.faces.papers.forms import StoreCard
from bukapo.production.recap import (
    CampaignFacts,
    ConfirmedLine,
    OptionAxis,
    ProductLayout,
    Recap,
    build_recap,
)

AT = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
STORE = StoreCard("Angkatan 11", "Asia/Jakarta", "Jl. Dipati Ukur 35, Bandung", "WA 0812-0000-0011")
LONG = (
    "Raden Mas Ngabehi Kusumodiningrat Prawirodirjo bin Haji Abdurrahman Wahid "
    "Al-Banjari As-Samarindawi van den Bosch"
)
FOREIGN = "陈伟 🌸 محمد 👨‍👩‍👧"
SIZES = ("S", "M", "L", "XL", "XXL", "3XL")
SHIRT = ProductLayout(
    "Kaos Reuni",
    (
        OptionAxis("Ukuran", SIZES),
        OptionAxis("Warna", ("Hitam", "Navy", "Maroon")),
        OptionAxis("Lengan", ("Pendek", "Panjang")),
    ),
    ("Nama punggung", "Nomor"),
)


def sheets(pdf: bytes) -> list[str]:
    """The text of every page with white space evened out."""
    assert pdf.startswith(b"%PDF-")
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages]


def text(pdf: bytes) -> str:
    return " ".join(sheets(pdf))


def size_mm(pdf: bytes) -> tuple[int, int]:
    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    return round(float(box.width) * 25.4 / 72), round(float(box.height) * 25.4 / 72)


def line(
    line_id: int, values: tuple[str, ...] = ("L", "Hitam", "Pendek"), quantity: int = 1, **more
) -> ConfirmedLine:
    facts = {
        "order_number": f"PO-{line_id:04d}",
        "buyer_name": "Siti Rahmawati",
        "line_id": line_id,
        "product": "Kaos Reuni",
        "options": ("Ukuran", "Warna", "Lengan"),
        "values": values,
        "quantity": quantity,
        "unit_price": 95_000,
        "personalization": {},
        "personalization_price": 0,
        "fulfilment": "Ambil sendiri",
    }
    return ConfirmedLine(**{**facts, **more})


def named(line_id: int, name: str, **more) -> ConfirmedLine:
    texts = {"Nama punggung": name, "Nomor": str(line_id)}
    return line(line_id, personalization=texts, personalization_price=15_000, **more)


def recap_of(lines: Iterable[ConfirmedLine], **facts) -> Recap:
    told = {
        "store": "Angkatan 11",
        "campaign": "Kaos Reuni",
        "zone": "Asia/Jakarta",
        "closes_at": AT,
        **facts,
    }
    return build_recap(facts=CampaignFacts(**told, layouts=(SHIRT,)), lines=lines, state="frozen", made_at=AT)


SMALL = (
    line(1, ("S", "Navy", "Pendek"), 2),
    line(2, ("XL", "Hitam", "Panjang"), 3, unit_price=110_000),
    named(3, "BUDI"),
)


def huge() -> Recap:
    """12 sizes x 8 colours, 200 names of up to 120 characters, a second and a third product."""
    sizes = tuple(str(size) for size in range(36, 48))
    colours = tuple(
        f"{tone} motif garis miring {n}" for n in range(4) for tone in ("Hitam pekat", "Putih tulang")
    )
    lines = [
        line(
            n,
            (colours[n % 8], sizes[n % 12]),
            n + 1,
            product="Jaket Bomber Angkatan " * 4,
            options=("Warna", "Ukuran sepatu"),
            personalization={"Nama bordir di dada kanan": (LONG, FOREIGN, "X" * 120, "budi")[n % 4]},
        )
        for n in range(200)
    ]
    lines.append(line(900, ("Keju",), product="Nastar", options=("Rasa",)))
    lines.append(line(901, (), product="Stiker", options=()))
    return recap_of(lines, store="Toko " * 20, campaign="PO besar " * 12)
