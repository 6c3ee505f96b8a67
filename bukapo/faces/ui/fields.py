"""Form fields that keep what was typed and say what is wrong in one plain sentence.

Numbers are text boxes with a number keyboard: a browser's number box silently empties what it can't read.
"""

import re
from typing import Any

from django import forms
from django.core.validators import BaseValidator
from django.utils.translation import gettext_lazy as _

from bukapo.kernel.money import BASIS_POINTS

TOP = 2_000_000_000
"""Largest whole number a form takes: fits every integer column of both databases."""


class NumberText(forms.TextInput):
    """A text box that opens the number keyboard."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "numeric", "autocomplete": "off", "maxlength": "16", **(attrs or {})})


class WholeField(forms.IntegerField):
    """A count between `min_value` (default 0) and `max_value`."""

    widget = NumberText
    default_error_messages = {"invalid": _("Isi dengan angka saja, misalnya 2.")}

    def __init__(self, *, min_value: int = 0, max_value: int = TOP, **kwargs: Any) -> None:
        super().__init__(min_value=min_value, max_value=max_value, **kwargs)
        self.widget.attrs.update({"min": str(min_value), "max": str(max_value)})
        words = {
            "min_value": _("Paling sedikit %(limit_value)s."),
            "max_value": _("Paling banyak %(limit_value)s."),
        }
        for validator in self.validators:
            if isinstance(validator, BaseValidator) and validator.code in words:
                validator.message = words[validator.code]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {}


def basis_points(typed: str) -> int | None:
    """`50`, `33,33`, `33.3 %` -> 5000, 3333, 3330; None for what is no share of a whole."""
    found = re.fullmatch(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", typed.strip(), re.ASCII)
    if found is None:
        return None
    share = int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))
    return share if share <= BASIS_POINTS else None


def percent_words(share: int) -> str:
    """3333 -> `33,33`; as `basis_points` reads it."""
    whole, part = divmod(share, 100)
    return f"{whole},{part:02}".rstrip("0") if part else str(whole)


class RupiahField(WholeField):
    """Whole rupiah; takes `95000`, `95.000`, `Rp 95.000` and `95.000,00`."""

    default_error_messages = {"invalid": _("Isi dengan harga dalam rupiah, misalnya 95.000.")}

    def to_python(self, value: Any) -> int | None:
        if isinstance(value, str):
            text = re.sub(r"(?i)^rp\.?", "", re.sub(r"\s", "", value))
            text = re.sub(r",00?$", "", text)
            if re.fullmatch(r"-?\d{1,3}(\.\d{3})+", text):
                text = text.replace(".", "")
            value = text
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return f"{value:,}".replace(",", ".") if isinstance(value, int) else value
