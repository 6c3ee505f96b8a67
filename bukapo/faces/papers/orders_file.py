"""The orders of a store or a PO to download: one row per order with its money, and one row per line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from bukapo.faces.papers.long_tables import (
    MOMENT,
    MONEY,
    TEXT,
    WHOLE,
    Cell,
    Column,
    LongTable,
    write_csv,
    write_xlsx,
)
from bukapo.faces.ui.stamps import stamp_of
from bukapo.faces.ui.templatetags.ui import nomor_hp
from bukapo.orders.reads.export import ExportOrder, has_tax, lines_to_export, orders_to_export
from bukapo.orders.rules import ORDER, SOURCES
from bukapo.stores.models import Store


@dataclass(frozen=True)
class Asked:
    """Which orders, in whose words; `campaign_id` None means all of the store. `name` heads the file."""

    store: Store
    campaign_id: int | None
    name: str
    made_at: datetime
    lang: str = "id"


def orders_csv(out: BinaryIO, asked: Asked, *, spreadsheet: bool = False, lines: bool = False) -> None:
    """The orders, or their lines."""
    with override(asked.lang):
        write_csv(out, lines_table(asked) if lines else orders_table(asked), spreadsheet=spreadsheet)


def orders_xlsx(out: BinaryIO, asked: Asked) -> None:
    """Both, a sheet each."""
    with override(asked.lang):
        tables = (table(asked) for table in (orders_table, lines_table))
        write_xlsx(out, tables, title=asked.name, author=asked.store.name, made_at=asked.made_at)


def orders_table(asked: Asked) -> LongTable:
    """A row per order; PPN only where the store was ever PKP."""
    with_tax = has_tax(asked.store.pk)
    columns = [
        Column(_("Nomor"), TEXT, 14), Column(_("Masuk"), MOMENT, 16), Column(_("PO"), TEXT, 24),
        Column(_("Keadaan"), TEXT, 12), Column(_("Lewat"), TEXT, 12), Column(_("Nama"), TEXT, 24),
        Column(_("Nomor HP"), TEXT, 16), Column(_("E-mail"), TEXT, 20), Column(_("Cara terima"), TEXT, 12),
        Column(_("Wilayah"), TEXT, 14), Column(_("Alamat"), TEXT, 36), Column(_("Kota"), TEXT, 16),
        Column(_("Kode pos"), TEXT, 9), Column(_("Pcs"), WHOLE, 7), Column(_("Gram"), WHOLE, 8),
        Column(_("Barang"), MONEY), Column(_("Ongkir"), MONEY, 11), Column(_("Kode unik"), MONEY, 10),
        Column(_("Voucher"), MONEY, 11), Column(_("Direlakan"), MONEY, 11), Column(_("Ditagih"), MONEY),
        Column(_("Dibayar"), MONEY),
        Column(_("Dikembalikan"), MONEY), Column(_("Sisa"), MONEY), *([Column("PPN", MONEY)] if with_tax else []),
        Column(_("Batas bayar"), MOMENT, 16), Column(_("Pembayaran pertama"), MOMENT, 16),
        Column(pgettext("beberapa barang", "Paket"), TEXT, 24), Column(_("Catatan"), TEXT, 30),
    ]  # fmt: skip
    return LongTable(_("Pesanan"), columns, _order_cells(asked, with_tax), asked.store.zone)


def lines_table(asked: Asked) -> LongTable:
    """A row per line of an order."""
    columns = [
        Column(_("Nomor"), TEXT, 14), Column(_("Baris"), WHOLE, 7), Column(_("Produk"), TEXT, 26),
        Column(_("Pilihan"), TEXT, 24), Column(_("Jumlah"), WHOLE, 8), Column(_("Harga satuan"), MONEY),
        Column(_("Tambahan"), MONEY, 11), Column(_("Nilai"), MONEY), Column(_("Nama & nomor"), TEXT, 30),
        Column(pgettext("beberapa barang", "Paket"), TEXT, 20),
    ]  # fmt: skip
    return LongTable(_("Rincian"), columns, _line_cells(asked), asked.store.zone)


def _order_cells(asked: Asked, with_tax: bool) -> Iterator[list[Cell]]:
    states = {state: stamp_of(state, kind="order").word for state in (*ORDER.moves, "deposit", "paid")}
    sources = dict(
        zip(
            SOURCES,
            (_("Formulir"), _("Impor"), _("Dicatat toko"), _("API"), _("Daftar tunggu"), _("Rombongan")),
            strict=True,
        )
    )
    ways = {"pickup": _("Ambil sendiri"), "courier": _("Kurir"), "group": _("Rombongan")}
    for one in orders_to_export(store_id=asked.store.pk, campaign_id=asked.campaign_id):
        yield [
            one.number, one.placed_at, one.campaign, _standing(one, states), sources[one.source], one.buyer_name,
            nomor_hp(one.phone), one.email, ways.get(one.fulfilment, one.fulfilment), one.zone, one.address, one.city,
            one.postal_code, one.pieces, one.weight, one.goods, one.shipping_fee, one.code, one.discount,
            one.forgiven, one.charged, one.paid, one.refunded, one.outstanding, *([one.ppn] if with_tax else []),
            one.pay_by, one.confirmed_at,
            one.bundles, one.note,
        ]  # fmt: skip


def _standing(one: ExportOrder, states: Mapping[str, str]) -> str:
    """A confirmed order is paid in full, or has its first payment in."""
    state = one.state
    if state == "confirmed":
        state = "deposit" if one.outstanding > 0 else "paid"
    return states[state]


def _line_cells(asked: Asked) -> Iterator[list[Cell]]:
    for one in lines_to_export(store_id=asked.store.pk, campaign_id=asked.campaign_id):
        texts = "; ".join(f"{field}: {text}" for field, text in one.texts.items())
        yield [
            one.number, one.position + 1, one.product, one.label, one.qty, one.unit_price, one.extra, one.total,
            texts, f"{one.bundle} ({one.bundle_no})" if one.bundle else "",
        ]  # fmt: skip
