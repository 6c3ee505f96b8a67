"""The page of telling, laid out: which caption is shown, which posters, how the links did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bukapo.campaigns.captions.compose import caption
from bukapo.campaigns.captions.facts import Facts, differing, stated
from bukapo.campaigns.captions.rules import (
    CHANNELS,
    CHAT,
    CLOSED,
    FEW,
    GONE,
    INSTAGRAM,
    LANGUAGES,
    LIMITS,
    NOW,
    SOON,
    STATUS,
    TIKTOK,
    TONIGHT,
    Wish,
    moods,
    states,
)
from bukapo.campaigns.captions.writes import copied_captions
from bukapo.campaigns.links import rules as link_rules
from bukapo.campaigns.models import Campaign, CopiedCaption
from bukapo.faces.storefront.shown.sharing import Ways, shared_facts, ways_to

MOODS = {
    SOON: gettext_lazy("Segera buka"),
    NOW: gettext_lazy("Sudah buka"),
    TONIGHT: gettext_lazy("Tutup hari ini"),
    FEW: gettext_lazy("Tinggal sedikit"),
    GONE: gettext_lazy("Kuota habis"),
    CLOSED: gettext_lazy("Sudah tutup"),
}
CHANNEL_NAMES = {
    INSTAGRAM: gettext_lazy("Instagram"),
    STATUS: gettext_lazy("Status WA"),
    CHAT: gettext_lazy("Chat & grup WA"),
    TIKTOK: gettext_lazy("TikTok"),
}
LANGUAGE_NAMES = {"id": "Indonesia", "en": "English"}
SOURCES = {
    INSTAGRAM: link_rules.INSTAGRAM,
    STATUS: link_rules.WHATSAPP,
    CHAT: link_rules.WHATSAPP,
    TIKTOK: link_rules.TIKTOK,
}
FACTS = {
    "title": gettext_lazy("nama PO"), "store": gettext_lazy("nama toko"), "opens_at": gettext_lazy("waktu buka"),
    "closes_at": gettext_lazy("waktu tutup"), "closed_at": gettext_lazy("waktu tutup"),
    "draw_at": gettext_lazy("undian"),
    "price": gettext_lazy("harga"), "varies": gettext_lazy("harga"), "normal_price": gettext_lazy("harga normal"),
    "early_until": gettext_lazy("harga early bird"), "later_price": gettext_lazy("harga setelah early bird"),
    "stairs": gettext_lazy("tingkat harga"), "paying": gettext_lazy("cara bayar"),
    "produced": gettext_lazy("tanggal produksi"), "ship_from": gettext_lazy("tanggal kirim"),
    "ship_until": gettext_lazy("tanggal kirim"), "work_days": gettext_lazy("lama pengerjaan"),
    "pickup": gettext_lazy("cara terima"), "courier": gettext_lazy("cara terima"), "left": gettext_lazy("sisa kuota"),
    "taken": gettext_lazy("jumlah pesanan"), "minimum": gettext_lazy("minimum"), "link": gettext_lazy("link"),
}  # fmt: skip
"""What a caption states, as a seller calls it. What is missing here is told by another one of these."""


@dataclass(frozen=True)
class Choice:
    url: str
    text: str
    current: bool


@dataclass(frozen=True)
class ShownCaption:
    """`changed` names what is different since it was copied at `copied_at`; "" = nothing."""

    wish: Wish
    text: str
    length: int
    limit: int
    copied_at: datetime | None
    changed: str

    @property
    def rows(self) -> int:
        """Lines of the box that shows it, a long line counted as several."""
        return min(22, sum(1 + len(line) // 46 for line in self.text.split("\n")) + 1)


@dataclass(frozen=True)
class Stale:
    """A caption that was copied and says something that has changed."""

    url: str
    name: str
    changed: str


@dataclass(frozen=True)
class SharePage:
    """`caption` is None where nothing can truly be said (a cancelled PO)."""

    ways: Ways
    caption: ShownCaption | None
    moods: tuple[Choice, ...]
    channels: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    stale: tuple[Stale, ...]


def share_page(campaign: Campaign, asked: Mapping[str, str], *, at: datetime) -> SharePage:
    """`asked`: mood, channel and language (`suasana`, `kanal`, `bahasa`); the first true ones otherwise."""
    ways = ways_to(campaign)
    base = shared_facts(campaign, ways, link_rules.INSTAGRAM, at)
    true = moods(base, at)
    if not true:
        return SharePage(ways, None, (), (), (), ())
    wish = wish_of(asked, true)
    copied = copied_captions(campaign)
    return SharePage(
        ways=ways,
        caption=_shown(facts_for(base, ways, wish), wish, copied.get(wish), at),
        moods=_choices(wish, "mood", true, MOODS),
        channels=_choices(wish, "channel", CHANNELS, CHANNEL_NAMES),
        languages=_choices(wish, "language", LANGUAGES, LANGUAGE_NAMES),
        stale=tuple(_stale(base, ways, copied, true, but=wish)),
    )


def wish_of(asked: Mapping[str, str], true: Sequence[str]) -> Wish:
    """What was asked for as far as there is such."""
    mood, channel, language = (asked.get(name, "") for name in ("suasana", "kanal", "bahasa"))
    return Wish(
        mood if mood in true else true[0],
        channel if channel in CHANNELS else INSTAGRAM,
        language if language in LANGUAGES else "id",
    )


def facts_for(base: Facts, ways: Ways, wish: Wish) -> Facts:
    """The facts with the channel's own link."""
    return _with_link(base, ways.to(SOURCES[wish.channel]))


def _with_link(facts: Facts, link: str) -> Facts:
    return Facts(**(vars(facts) | {"link": link}))


def address(wish: Wish) -> str:
    """The question that shows this caption."""
    return "?" + urlencode({"suasana": wish.mood, "kanal": wish.channel, "bahasa": wish.language}) + "#teks"


def _choices(wish: Wish, part: str, keys: Sequence[str], names: Mapping[str, object]) -> tuple[Choice, ...]:
    return tuple(
        Choice(address(Wish(**(vars(wish) | {part: key}))), str(names[key]), getattr(wish, part) == key)
        for key in keys
    )


def _shown(facts: Facts, wish: Wish, copied: CopiedCaption | None, at: datetime) -> ShownCaption:
    text = caption(facts, wish, at=at)
    return ShownCaption(
        wish=wish,
        text=text,
        length=len(text.encode("utf-16-le")) // 2,
        limit=LIMITS[wish.channel],
        copied_at=copied.copied_at if copied else None,
        changed=_changed(facts, wish, copied) if copied else "",
    )


def _changed(facts: Facts, wish: Wish, copied: CopiedCaption) -> str:
    names = differing(copied.facts, stated(facts, states(wish.mood)))
    return ", ".join(dict.fromkeys(str(FACTS[name]) for name in names if name in FACTS))


def _stale(
    base: Facts, ways: Ways, copied: Mapping[Wish, CopiedCaption], true: Sequence[str], *, but: Wish
) -> list[Stale]:
    found = []
    for wish, row in copied.items():
        if wish == but or wish.mood not in true:
            continue
        if changed := _changed(facts_for(base, ways, wish), wish, row):
            name = f"{CHANNEL_NAMES[wish.channel]}, {str(MOODS[wish.mood]).lower()}"
            found.append(Stale(address(wish), name, changed))
    return found


def layout_names() -> dict[str, str]:
    """What the layouts are called."""
    return {"foto": _("Foto penuh"), "kartu": _("Kartu"), "tipografi": _("Tipografi")}
