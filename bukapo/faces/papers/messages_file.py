"""The messages of a PO or of a broadcast to download: one row each, with what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override

from bukapo.faces.papers.long_tables import MOMENT, TEXT, Cell, Column, LongTable, write_csv, write_xlsx
from bukapo.messaging.broadcasts.rows import Broadcast
from bukapo.messaging.delivery.reads import lines_of
from bukapo.messaging.rules import WHATSAPP
from bukapo.stores.models import Store


@dataclass(frozen=True)
class AskedMessages:
    """Which messages, in whose words. `name` heads the file."""

    store: Store
    name: str
    made_at: datetime
    lang: str = "id"
    campaign_id: int | None = None
    broadcast: Broadcast | None = None


def messages_csv(out: BinaryIO, asked: AskedMessages) -> None:
    """For an Indonesian Excel."""
    with override(asked.lang):
        write_csv(out, messages_table(asked), spreadsheet=True)


def messages_xlsx(out: BinaryIO, asked: AskedMessages) -> None:
    with override(asked.lang):
        write_xlsx(
            out, [messages_table(asked)], title=asked.name, author=asked.store.name, made_at=asked.made_at
        )


def messages_table(asked: AskedMessages) -> LongTable:
    """A row per message, oldest first."""
    columns = [
        Column(_("Dibuat"), MOMENT, 16), Column(_("Pesan"), TEXT, 28), Column(_("Nama"), TEXT, 24),
        Column(_("Alamat"), TEXT, 24), Column(_("Lewat"), TEXT, 10), Column(_("Keadaan"), TEXT, 14),
        Column(_("Nomor pesanan"), TEXT, 14), Column(_("Dikirim"), MOMENT, 16), Column(_("Sampai"), MOMENT, 16),
        Column(_("Dibaca"), MOMENT, 16), Column(_("Keterangan"), TEXT, 36),
    ]  # fmt: skip
    return LongTable(_("Pesan"), columns, _cells(asked), asked.store.zone)


def _cells(asked: AskedMessages) -> Iterator[list[Cell]]:
    states = state_words()
    for line in lines_of(asked.store, campaign_id=asked.campaign_id, broadcast=asked.broadcast):
        yield [
            line.created_at, _(line.title), line.name, line.address,
            "WhatsApp" if line.channel == WHATSAPP else _("E-mail"), states.get(line.state, line.state),
            line.order, line.sent_at, line.delivered_at, line.read_at, line.error,
        ]  # fmt: skip


def state_words() -> dict[str, str]:
    """Each state of a message as a seller says it."""
    return {
        "queued": _("Antre"),
        "ready": _("Siap dikirim"),
        "sending": _("Sedang dikirim"),
        "sent": _("Terkirim"),
        "delivered": _("Sampai"),
        "read": _("Dibaca"),
        "unknown": _("Tidak pasti"),
        "failed": _("Gagal"),
        "skipped": _("Dilewati"),
    }
