"""What a check of a record found, in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.trust.record import rules
from bukapo.trust.record.rules import Checked, Key

MOST_NUMBERS = 60


@dataclass(frozen=True)
class ShownCheck:
    """`lines`: what the record says, only of a genuine one. `tone` as `ui/parts/notice.html` takes it."""

    genuine: bool
    title: str
    text: str
    tone: str
    lines: tuple[tuple[str, str, str], ...] = ()
    name: str = ""
    address: str = ""
    issued: str = ""


def shown_check(found: Checked, *, borrowed: Sequence[Key] = ()) -> ShownCheck:
    """`borrowed`: keys that the person brought along, which are only as good as where they come from."""
    if not found.is_genuine:
        title, text = _refused(found)
        return ShownCheck(False, title, text, "stop")
    record = found.record or {}
    store = record["store"]
    words = [_age(found.age_days)]
    if record.get("key") in {key.id for key in borrowed}:
        words.append(
            _("Kuncinya dari Anda: hasil ini hanya benar kalau kunci itu memang milik %(issuer)s.")
            % {"issuer": found.issuer or "-"}
        )
    return ShownCheck(
        genuine=True,
        title=_("Asli dan tidak diubah."),
        text=" ".join(words),
        tone="mark" if found.is_old else "",
        lines=_lines(record),
        name=str(store["name"]),
        address=str(store["address"]) if str(store["address"]).startswith(f"{found.issuer}/") else "",
        issued=str(record["issued_at"]),
    )


def _refused(found: Checked) -> tuple[str, str]:
    if found.verdict == rules.UNREADABLE:
        return _("Ini bukan rekam jejak BukaPO."), _("Tempel isi rekam.json seutuhnya, dari { sampai }.")
    if found.verdict == rules.UNKNOWN_KEY:
        text = _("Rekam jejak ini ditandatangani dengan kunci yang tidak dikenal di sini.")
        if found.issuer:
            where = _("Cek di penerbitnya: %(issuer)s/cek-rekam/") % {"issuer": found.issuer}
            text = f"{text} {where}"
        return _("Belum bisa dipastikan."), text
    return (
        _("Jangan dipercaya."),
        _("Isinya tidak cocok dengan tanda tangannya: ada yang diubah setelah diterbitkan."),
    )


def _age(days: int) -> str:
    if not days:
        return _("Diterbitkan kurang dari sehari yang lalu.")
    words = ngettext("Diterbitkan %(n)s hari yang lalu.", "Diterbitkan %(n)s hari yang lalu.", days) % {
        "n": days
    }
    return f"{words} {_('Minta yang baru kalau perlu.')}" if days >= rules.OLD_DAYS else words


def _lines(record: dict[str, Any]) -> tuple[tuple[str, str, str], ...]:
    """(name, number, meaning) of all that is known: word for word what was signed."""
    told = [(name, value) for name, value in record["numbers"].items() if value is not None]
    meanings = record["definitions"]
    return tuple((name, _plain(value), str(meanings.get(name, ""))) for name, value in told[:MOST_NUMBERS])


def _plain(value: Any) -> str:
    return ", ".join(str(one) for one in value) if isinstance(value, list) else str(value)
