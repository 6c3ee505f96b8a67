"""Who signed up for a teaser, as CSV for an Indonesian Excel. Personal: for the store."""

import csv
import io
from collections.abc import Sequence

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Interest
from bukapo.campaigns.teaser.rules import BY_EMAIL
from bukapo.faces.papers.recap_files import BYTE_ORDER_MARK, guarded
from bukapo.faces.ui.dates import short_day_and_time

STATES = {"waiting": "belum konfirmasi", "unverified": "belum terverifikasi", "confirmed": "terkonfirmasi"}


def interests_csv(rows: Sequence[Interest], *, zone: str) -> bytes:
    """Byte order mark, semicolons; what was agreed to stands beside each, word for word."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    heads = (
        _("Nama"),
        _("Email"),
        _("WhatsApp"),
        _("Keadaan"),
        _("Mendaftar"),
        _("Persetujuan"),
        _("Mau tawaran"),
    )
    writer.writerow(heads)
    for row in rows:
        by_email = row.way == BY_EMAIL
        cells = [
            row.name,
            row.address if by_email else "",
            "" if by_email else row.address,
            STATES.get(row.state, row.state),
            short_day_and_time(row.signed_up_at, zone),
            row.consent_text,
            row.offers_text,
        ]
        writer.writerow([guarded(cell) for cell in cells])
    return BYTE_ORDER_MARK + out.getvalue().encode()
