"""What a seller types into a work order, cleaned. Pure but for the photos it carries along."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bukapo.catalog.models import Photo
from bukapo.kernel.phone import PhoneUnusable, normalise_phone
from bukapo.kernel.refusal import Invalid, gettext_noop
from bukapo.production.patterns.rules import stage_names

MAX_SPECIFICATION, MAX_DESIGNS = 30, 8
LABEL_LENGTH, TEXT_LENGTH = 40, 200
"""Characters of a specification's two cells."""

Rows = list[list[str]]
"""[["Bahan", "Cotton combed 24s"], …]."""


@dataclass(frozen=True)
class StageDraft:
    """A stage with what to mind in it and the day it should be through."""

    name: str
    instruction: str = ""
    due: date | None = None


@dataclass(frozen=True)
class DesignDraft:
    """A print or embroidery; one without a place is left out."""

    place: str
    technique: str = ""
    size: str = ""
    caption: str = ""
    product: str = ""
    photo: Photo | None = None


def clean_stages(stages: Sequence[str | StageDraft], deadline: date) -> list[StageDraft]:
    """Bare names become stages. Raises Invalid for none, too many, one twice, or one that is due too late."""
    drafts = [StageDraft(stage) if isinstance(stage, str) else stage for stage in stages]
    written = [stage for stage in drafts if stage.name.strip()]
    kept = [
        StageDraft(name, _line(stage.instruction, TEXT_LENGTH), stage.due)
        for name, stage in zip(stage_names([stage.name for stage in written]), written, strict=True)
    ]
    if any(stage.due and stage.due > deadline for stage in kept):
        raise Invalid(field="stages", why=gettext_noop("Ada tahap yang tenggatnya lewat dari tenggat SPK."))
    return kept


def clean_designs(designs: Sequence[DesignDraft]) -> list[DesignDraft]:
    """At most eight. Raises Invalid."""
    kept = [
        DesignDraft(
            place=_line(one.place, 40) or str(gettext_noop("Desain")),
            technique=_line(one.technique, 80),
            size=_line(one.size, 40),
            caption=_line(one.caption, 200),
            product=_line(one.product, 120),
            photo=one.photo,
        )
        for one in designs
        if one.photo or any(text.strip() for text in (one.place, one.technique, one.size, one.caption))
    ]
    if len(kept) > MAX_DESIGNS:
        raise Invalid(field="designs", why=gettext_noop("Paling banyak 8 posisi desain."))
    return kept


def clean_rows(rows: Sequence[tuple[str, str]]) -> Rows:
    """Label and text of each row that has both."""
    kept = [[_line(label, LABEL_LENGTH), _line(text, TEXT_LENGTH)] for label, text in rows]
    return [row for row in kept if row[0] and row[1]][:MAX_SPECIFICATION]


def clean_name(text: str) -> str:
    """A workshop's name. Raises Invalid."""
    name = _line(text, 80)
    if not name:
        raise Invalid(field="workshop_name", why=gettext_noop("Tulis nama konveksi atau penjahitnya."))
    return name


def clean_phone(text: str) -> str:
    """E.164 or "". Raises Invalid."""
    if not text.strip():
        return ""
    try:
        return normalise_phone(text)
    except PhoneUnusable as wrong:
        raise Invalid(field="workshop_phone", why=wrong.sentence) from None


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most].strip()
