"""What a seller fills in about a continuous PO that runs."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.campaigns.minimums.rules import MOST_MINIMUM
from bukapo.campaigns.models import Series
from bukapo.campaigns.plan import MOST_PIECES
from bukapo.campaigns.series.rules import Rhythm
from bukapo.faces.dashboard.prepare.forms import PlainForm
from bukapo.faces.dashboard.prepare.forms.batch import OF_DAYS, DaysBoxes, RhythmBoxes
from bukapo.faces.ui.fields import WholeField


class SeriesForm(RhythmBoxes, DaysBoxes):
    """The rhythm, cap and minimum of the batches to come."""

    use_required_attribute = False
    cap = WholeField(label=_("Kuota per gelombang"), min_value=1, max_value=MOST_PIECES, required=False)
    minimum = WholeField(
        label=_("Minimum per gelombang"),
        min_value=2,
        max_value=MOST_MINIMUM,
        required=False,
        help_text=_("Pcs yang sudah dibayar saat tutup. Kosong = jalan berapa pun."),
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, series: Series) -> None:
        start = dict(series.rhythm) | {"cap": series.cap, "minimum": series.minimum}
        super().__init__(data, initial=start)

    def rhythm(self) -> Rhythm:
        return Rhythm.of(self.rhythm_told() | {name: self.cleaned_data[name] for name in OF_DAYS})


class MergeForm(PlainForm):
    use_required_attribute = False
    reason = forms.CharField(
        label=_("Alasan"),
        min_length=5,
        max_length=300,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("Semua pembeli gelombang ini membacanya, dengan tanggal barunya."),
    )
