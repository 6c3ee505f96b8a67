"""What sellers fill in while they prepare. `refuse` shows a write's no at its field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from bukapo.faces.ui.middleware import sentence
from bukapo.kernel.refusal import Refusal


class PlainForm(forms.Form):
    """A form that speaks plainly: an empty field and an impossible choice in the house's own words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Bagian ini perlu diisi.")
            field.error_messages["invalid_choice"] = _("Pilih salah satu.")


def refuse(form: forms.Form, refusal: Refusal, *, field: str = "") -> None:
    """Put the sentence at the field the refusal names, else at `field`, else on top."""
    for name in (str(refusal.params.get("field", "")), field):
        if name in form.fields:
            form.add_error(name, sentence(refusal))
            return
    form.add_error(None, sentence(refusal))
