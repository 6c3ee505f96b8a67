"""Broadcasts and reports in words and bars."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.faces.ui.bars import PartsBar, parts_bar
from bukapo.faces.ui.templatetags.ui import angka
from bukapo.messaging.broadcasts.filling import Filled, Press, samples_of
from bukapo.messaging.broadcasts.groups import Asked, Group
from bukapo.messaging.broadcasts.reads import ShownBroadcast
from bukapo.messaging.broadcasts.rows import Broadcast
from bukapo.messaging.broadcasts.rules import CALLED_OFF, HELD
from bukapo.messaging.consumer import OVERTAKEN
from bukapo.messaging.delivery.reads import KindRow, Report, Tally
from bukapo.messaging.rules import WHATSAPP, fill, fill_line
from bukapo.messaging.vocabulary import GAPS
from bukapo.stores.models import Store


@dataclass(frozen=True)
class Sample:
    """A message as one person will read it. `real`: not made up."""

    filled: Filled
    real: bool = True

    @property
    def length(self) -> int:
        return len(self.filled.body)


@dataclass(frozen=True)
class Measured:
    """A report with its bars."""

    report: Report
    channels: Sequence[tuple[str, Tally, PartsBar]]
    kinds: Sequence[tuple[str, str, Tally]]
    failed: Sequence[tuple[str, int]]
    skipped: Sequence[tuple[str, int]]


def samples(
    store: Store, campaign: Campaign, asked: tuple[Group, Asked] | None, group: Group, subject: str, body: str
) -> list[Sample]:
    """Real readers of the group; a made-up one where there is none yet."""
    real = samples_of(*asked, Press(*asked, subject, body, store=store)) if asked else []
    if real:
        return [Sample(one) for one in real]
    values = {gap: GAPS[gap].sample for gap in group.gaps} | {"toko": store.name, "judul_po": campaign.title}
    return [Sample(Filled(values["nama"], fill_line(subject, values), fill(body, values)), real=False)]


def choice_words(row: Broadcast, group: Group) -> str:
    """`Yang memesan ukuran …: L / Hitam`."""
    if group.choices is None or row.campaign is None:
        return _(group.title)
    label = dict(group.choices(row.campaign)).get(row.choice, row.choice)
    return f"{_(group.title)}: {_(label)}"


def subject_words(row: Broadcast, store: Store) -> str:
    """The subject as the list names it: what is the same for everybody filled in."""
    title = row.campaign.title if row.campaign else ""
    return str(row.subject).replace("{judul_po}", title).replace("{toko}", store.name)


def broadcast_bar(shown: ShownBroadcast) -> PartsBar:
    """Left, waiting, and the rest: not written yet, failed or not sent."""
    rest = max(0, shown.messages - shown.gone - shown.waits)
    parts = [
        (_("Sudah keluar"), shown.gone),
        (_("Menunggu giliran"), shown.waits),
        (_("Belum atau tidak"), rest),
    ]
    return parts_bar(_("Jalannya siaran"), parts, show=angka)


def measured(report: Report) -> Measured:
    return Measured(
        report=report,
        channels=[(channel_words(name), tally, _bar(name, tally)) for name, tally in report.channels.items()],
        kinds=[_kind(row) for row in report.kinds],
        failed=[(error or _("Tanpa keterangan"), many) for error, many in report.why_failed],
        skipped=[(_skipped(error), many) for error, many in report.why_skipped],
    )


def _kind(row: KindRow) -> tuple[str, str, Tally]:
    return _(row.title), channel_words(row.channel), row.tally


def _bar(name: str, tally: Tally) -> PartsBar:
    rest = tally.failed + tally.unknown + tally.skipped
    parts = [
        (_("Terkirim"), tally.gone),
        (_("Menunggu"), tally.waiting),
        (_("Gagal, tidak pasti, atau dilewati"), rest),
    ]
    return parts_bar(channel_words(name), parts, show=angka)


def channel_words(name: str) -> str:
    return "WhatsApp" if name == WHATSAPP else _("E-mail")


def _skipped(error: str) -> str:
    return {
        OVERTAKEN: _("Sudah ada kabar yang lebih baru"),
        HELD: _("Siarannya sedang dijeda"),
        CALLED_OFF: _("Siarannya dibatalkan"),
        "": _("Dilewati dengan tangan"),
    }.get(error, error)
