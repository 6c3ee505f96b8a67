"""What a seller types when a date must move, or when fewer pieces came out than were ordered."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.writes.promise import LEAST_REASON, MOST_REASON
from bukapo.faces.dashboard.prepare.fields import DayField, LocalMomentField
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.ui.fields import WholeField
from bukapo.orders.delays.rules import USUAL_TIME
from bukapo.production.allotment.allocating import MOST_PIECES
from bukapo.production.allotment.reads import Yield
from bukapo.production.floor.yields import Piece


def _until(now: datetime) -> datetime:
    """Three days and the full hour after, so that the least time is kept while the seller still reads."""
    return now.replace(minute=0, second=0, microsecond=0) + USUAL_TIME + timedelta(hours=1)


class PromiseForm(PlainForm):
    """`days` are proposed; `moves()` is what was typed."""

    produced = DayField(label=_("Perkiraan selesai produksi"))
    ship_from = DayField(label=_("Mulai dikirim atau bisa diambil"))
    ship_until = DayField(label=_("Paling lambat dikirim"))
    reason = forms.CharField(
        label=_("Alasannya"),
        min_length=LEAST_REASON,
        max_length=MOST_REASON,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Dikirim ke semua pembeli dan tercatat di halaman PO."),
        error_messages={"min_length": _("Tulis alasannya; pembeli akan membacanya.")},
    )
    answer_by = LocalMomentField(
        label=_("Pembeli memilih paling lambat"), help_text=_("Antara 48 jam dan 14 hari dari sekarang.")
    )

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, days: Mapping[str, date], zone: str, now: datetime
    ) -> None:
        super().__init__(data, initial={**days, "answer_by": _until(now)})
        self.fields["answer_by"].zone = zone  # type: ignore[attr-defined]

    def moves(self) -> dict[str, date]:
        return {name: self.cleaned_data[name] for name in ("produced", "ship_from", "ship_until")}


class CountForm(PlainForm):
    """How many good pieces are there, per variant that may be short; the workshop's report is proposed."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        yields: Sequence[Yield],
        zone: str,
        now: datetime,
    ) -> None:
        super().__init__(data)
        self.yields = {f"ada_{place}": one for place, one in enumerate(yields)}
        for name, one in self.yields.items():
            self.fields[name] = WholeField(
                label=f"{one.product}, {one.label}" if one.values else one.product,
                initial=one.reported,
                min_value=0,
                max_value=MOST_PIECES,
                help_text=_("Dipesan %(ordered)s, dilaporkan konveksi %(reported)s.")
                % {"ordered": one.ordered, "reported": one.reported},
                error_messages={"required": _("Bagian ini perlu diisi.")},
            )
        self.fields["answer_by"] = LocalMomentField(
            label=_("Pembeli memilih paling lambat"),
            initial=_until(now),
            help_text=_("Antara 48 jam dan 7 hari dari sekarang."),
        )
        self.fields["answer_by"].zone = zone  # type: ignore[attr-defined]

    def counts(self) -> list[Any]:
        """The bound fields of the variants."""
        return [self[name] for name in self.yields]

    def counted(self) -> dict[Piece, int]:
        return {one.piece: self.cleaned_data[name] for name, one in self.yields.items()}
