"""The draft of an update, in Indonesian: only what is counted, in the words of somebody who writes to a customer.

The seller may write it anew; the message around it is the template `update.sent`, in the store's own words.
"""

from collections.abc import Iterator
from datetime import date

from babel.dates import format_date

from bukapo.messaging.updates.rules import IN_DANGER, ON_COURSE, Facts, StageFact


def draft_of(facts: Facts) -> str:
    """Two or three short paragraphs."""
    paragraphs = [" ".join(_stages(facts)), _schedule(facts)]
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _stages(facts: Facts) -> Iterator[str]:
    begun = [stage for stage in facts.stages if stage.done]
    if not begun:
        yield "Pesanannya sudah di konveksi. Belum ada tahap yang dilaporkan selesai."
        return
    for stage in begun:
        yield _stage(stage, facts.since)
    if ahead := [stage.name for stage in facts.stages if not stage.done]:
        yield f"Berikutnya: {_listed(ahead)}."
    if not facts.moved:
        yield f"Belum ada laporan baru dari konveksi sejak {_day(facts.since)}."


def _stage(stage: StageFact, since: str) -> str:
    if stage.done >= stage.target:
        return f"{stage.name} selesai ({_pieces(stage.target)} pcs)."
    more = f", bertambah {_pieces(stage.more)} sejak {_day(since)}" if 0 < stage.more < stage.done else ""
    return f"{stage.name} {_pieces(stage.done)} dari {_pieces(stage.target)} pcs{more}."


def _schedule(facts: Facts) -> str:
    days = [
        f"{words} {_day(told)}"
        for words, told in (("selesai produksi", facts.produced), ("paling lambat dikirim", facts.ship_until))
        if told
    ]
    if not days:
        return ""
    promised = ", ".join(days)
    if facts.schedule == ON_COURSE:
        return f"Menurut hitungan dari laporan konveksi, tanggal janjinya masih terkejar: {promised}."
    if facts.schedule == IN_DANGER:
        return (
            f"Tanggal janjinya {promised}. Ada tanda pengerjaannya bisa lebih lama. "
            "Kalau tanggalnya bergeser, Anda dikabari lebih dulu dengan pilihannya."
        )
    return f"Tanggal janjinya tidak berubah: {promised}."


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} dan {names[-1]}"


def _day(told: str) -> str:
    return str(format_date(date.fromisoformat(told), "d MMMM y", locale="id_ID"))


def _pieces(count: int) -> str:
    return f"{count:,}".replace(",", ".")
