"""Form fields of the wizard: local times, days, several files."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import EMPTY_VALUES
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.fields import RupiahField, WholeField

FIRST_YEAR, LAST_YEAR = 2000, 2100


class NeededLater:
    """Needed in the end, not to save: not called optional, and yet taken empty (a draft, a block left blank)."""

    def validate(self, value: Any) -> None:
        if value not in EMPTY_VALUES:
            super().validate(value)  # type: ignore[misc]


class NeededRupiahField(NeededLater, RupiahField):
    pass


class NeededWholeField(NeededLater, WholeField):
    pass


class NeededTextField(NeededLater, forms.CharField):
    pass


class NeededChoiceField(NeededLater, forms.ChoiceField):
    """One of several, the first when nothing was chosen."""


class LocalMomentField(NeededLater, forms.DateTimeField):
    """An instant typed as wall time of `zone` (set by the form); cleaned to UTC, shown in the zone again."""

    widget = forms.DateTimeInput
    zone = "Asia/Jakarta"
    formats = ("%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m/%Y %H:%M", "%d/%m/%Y %H.%M")
    default_error_messages = {"invalid": _("Isi tanggal dan jam, misalnya 30/11/2026 21:00.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        super().__init__(input_formats=self.formats, widget=widget, **kwargs)

    def to_python(self, value: Any) -> datetime | None:
        for form in self.formats if isinstance(value, str) else ():
            try:
                local = datetime.strptime(value.strip(), form).replace(tzinfo=ZoneInfo(self.zone))
            except ValueError:
                continue
            if not FIRST_YEAR <= local.year <= LAST_YEAR:
                break
            return local.astimezone(UTC)
        if value in self.empty_values or (isinstance(value, str) and not value.strip()):
            return None
        raise ValidationError(self.error_messages["invalid"], code="invalid")

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, datetime) and value.tzinfo:
            return value.astimezone(ZoneInfo(self.zone)).replace(tzinfo=None)
        return value


class DayField(forms.DateField):
    """A day of the store's calendar."""

    default_error_messages = {"invalid": _("Isi tanggal, misalnya 20/12/2026.")}

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"], widget=widget, **kwargs)

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return day


class PromisedDayField(NeededLater, DayField):
    """A day the seller will promise."""


class PicturesInput(forms.ClearableFileInput):
    """Several pictures at once. The types keep a phone from sending HEIC."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"accept": "image/jpeg,image/png,image/webp", "multiple": True})


class PicturesField(forms.FileField):
    """A list of uploaded files, possibly empty, at most `most`."""

    def __init__(self, *, most: int = 6, **kwargs: Any) -> None:
        self.most = most
        super().__init__(widget=PicturesInput(), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        sent: Sequence[UploadedFile] = data if isinstance(data, list) else [data] if data else []
        if self.required and not sent:
            raise ValidationError(_("Pilih fotonya dulu."), code="required")
        if len(sent) > self.most:
            raise ValidationError(
                _("Paling banyak %(most)s foto sekali kirim."), code="too_many", params={"most": self.most}
            )
        return [super(PicturesField, self).clean(file, initial) for file in sent]
