"""Lists of stages. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from bukapo.kernel.refusal import Invalid, gettext_noop

BUILT_IN = {
    "kaos": ("Potong", "Sablon", "Jahit", "QC", "Packing"),
    "kemeja": ("Pola", "Potong", "Bordir", "Jahit", "Kancing & setrika", "QC", "Packing"),
    "jersey": ("Desain", "Print", "Press", "Potong", "Jahit", "QC", "Packing"),
    "bordir": ("Potong", "Bordir", "Jahit", "QC", "Packing"),
    "kue": ("Belanja bahan", "Buat", "Hias", "Packing"),
    "kerajinan": ("Bahan", "Pengerjaan", "Finishing", "QC", "Packing"),
    "umum": ("Persiapan", "Produksi", "QC", "Packing"),
}
"""What BukaPO brings along, as konveksi, kitchens and craftsmen call their steps (indonesia.md, section 6)."""

FIRST = "kaos"
MOST_STAGES, NAME_LENGTH, STAGE_LENGTH = 12, 40, 40
MOST_PATTERNS = 40


@dataclass(frozen=True)
class Pattern:
    """`own`: the store changed it or made it; `built_in`: there is one to go back to."""

    name: str
    stages: tuple[str, ...]
    own: bool = False
    built_in: bool = False


def stage_names(lines: Sequence[str], *, field: str = "stages") -> list[str]:
    """The stages as kept: trimmed, 1 to 12, no two alike. Raises Invalid."""
    names = [" ".join(name.split())[:STAGE_LENGTH] for name in lines if name.strip()]
    if not names:
        raise Invalid(field=field, why=gettext_noop("Tulis minimal satu tahap, misalnya Jahit."))
    if len(names) > MOST_STAGES:
        raise Invalid(field=field, why=gettext_noop("Paling banyak 12 tahap."))
    if len({name.casefold() for name in names}) != len(names):
        raise Invalid(field=field, why=gettext_noop("Ada tahap yang ditulis dua kali."))
    return names


def pattern_name(text: str) -> str:
    """As kept: lower case, so that `Kaos` and `kaos` are one. Raises Invalid."""
    name = " ".join(text.split())[:NAME_LENGTH].casefold()
    if not name:
        raise Invalid(field="name", why=gettext_noop("Beri nama, misalnya: jaket."))
    return name
