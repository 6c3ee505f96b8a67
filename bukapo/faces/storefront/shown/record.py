"""A store's record in words: a sentence or two for its page, every number with its meaning for its own page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from bukapo.faces.storefront.shown.telling import base, store_address
from bukapo.faces.ui import dates
from bukapo.insights.record.reads import store_record
from bukapo.stores.models import Store
from bukapo.trust.record.keys import ring
from bukapo.trust.record.rules import DEFINITIONS, FEW, Facts, document, share


@dataclass(frozen=True)
class Fact:
    """One line of the record: what it is, the number in words, what it means."""

    title: str
    shown: str
    meaning: str


def signed_record(store: Store, *, at: datetime) -> dict[str, Any]:
    """The record of this moment as it is handed out: numbers, meanings, signature."""
    keys = ring(at=at)
    facts = store_record(store, at=at).facts
    about = {"name": store.name, "slug": store.slug, "city": store.city, "address": store_address(store)}
    return keys.signed(document(facts, store=about, issuer=base(), issued_at=at, key=keys.signing.id))


def record_words(facts: Facts) -> tuple[str, ...]:
    """The sentences of the store's page; () while nothing is known."""
    told = []
    if facts.judged:
        said = {"n": facts.on_time, "of": facts.judged}
        told.append(
            ngettext(
                "%(n)s dari %(of)s PO dikirim tepat janji pertamanya.",
                "%(n)s dari %(of)s PO dikirim tepat janji pertamanya.",
                facts.judged,
            )
            % said
        )
    if facts.late_most:
        words = ngettext(
            "Paling lambat lewat %(n)s hari.", "Paling lambat lewat %(n)s hari.", facts.late_most
        )
        told.append(words % {"n": facts.late_most})
    return tuple(told)


def record_facts(facts: Facts) -> tuple[Fact, ...]:
    """Every number that is known, in the order in which a buyer asks."""
    found = [*_sending(facts), *_money(facts), *_people(facts)]
    since = dates.day(facts.since) if facts.since else ""
    first = [_fact("since", _("PO pertama"), since)] if since else []
    return (*first, *found)


def _sending(facts: Facts) -> list[Fact]:
    told = [_fact("campaigns", _("PO yang sudah jalan"), _count(facts.campaigns))]
    if facts.cancelled:
        told.append(_fact("cancelled", _("PO dibatalkan"), _count(facts.cancelled)))
    if facts.short:
        told.append(_fact("short", _("Minimum tidak tercapai"), _count(facts.short)))
    if facts.judged:
        told.append(
            _fact("on_time", _("Dikirim tepat janji pertama"), _of(facts.on_time, facts.judged, "PO"))
        )
    if facts.late_median is not None:
        told.append(_fact("late_median", _("Kalau lewat, tengahnya"), _days(facts.late_median)))
        told.append(_fact("late_most", _("Paling lambat"), _days(facts.late_most)))
    if due := facts.orders_sent + facts.orders_overdue:
        words = _of(facts.orders_on_time, due, _("pesanan"))
        told.append(_fact("orders_on_time", _("Pesanan dikirim tepat waktu"), words))
    if facts.orders_overdue:
        told.append(_fact("orders_overdue", _("Lewat tanggal, belum dikirim"), _count(facts.orders_overdue)))
    return told


def _money(facts: Facts) -> list[Fact]:
    if not facts.orders_paid:
        return []
    words = _of(facts.orders_refunded, facts.orders_paid, _("pesanan"))
    return [_fact("orders_refunded", _("Batal dan uangnya kembali"), words)]


def _people(facts: Facts) -> list[Fact]:
    told = []
    stars = facts.rating
    if stars.is_told and stars.average is not None:
        shown = f"{stars.average // 100},{stars.average % 100:02d}"
        words = _("%(stars)s dari 5, %(n)s testimoni") % {"stars": shown, "n": stars.count}
        told.append(_fact("rating", _("Rata-rata bintang"), words))
    else:
        told.append(_fact("reviews", _("Testimoni"), _count(stars.count)))
    if stars.hidden:
        told.append(_fact("hidden", _("Disembunyikan operator"), _count(stars.hidden)))
    if facts.answer_minutes is not None:
        told.append(
            _fact("answer_minutes", _("Pertanyaan dijawab dalam"), minutes_words(facts.answer_minutes))
        )
    if facts.answered_in_a_day_bp is not None:
        words = _percent(facts.answered_in_a_day_bp)
        told.append(_fact("answered_in_a_day_bp", _("Dijawab dalam sehari"), words))
    if facts.claims is not None and facts.orders_sent:
        told.append(_fact("claims", _("Komplain"), _of(facts.claims, facts.orders_sent, _("pesanan"))))
        if facts.claims_due and facts.claims_in_time is not None:
            words = _of(facts.claims_in_time, facts.claims_due, _("komplain"))
            told.append(_fact("claims_in_time", _("Komplain dijawab tepat waktu"), words))
    return told


def _fact(name: str, title: str, shown: str) -> Fact:
    return Fact(title, shown, _(DEFINITIONS[name]))


def _of(part: int, whole: int, noun: str) -> str:
    """`12 dari 13 PO (92,3 %)`; of a few, without a share that would sound like more than it is."""
    facts = {"n": _count(part), "of": _count(whole), "noun": noun}
    words = _("%(n)s dari %(of)s %(noun)s") % facts
    found = share(part, whole)
    return words if whole < FEW or found is None else f"{words} ({_percent(found)})"


def _percent(bp: int) -> str:
    tenth = (bp + 5) // 10
    whole = f"{tenth // 10}" if tenth % 10 == 0 else f"{tenth // 10},{tenth % 10}"
    return f"{whole} %"


def _count(number: int) -> str:
    return f"{number:,}".replace(",", ".")


def _days(many: int) -> str:
    return ngettext("%(n)s hari", "%(n)s hari", many) % {"n": many}


def minutes_words(minutes: int) -> str:
    """`45 menit`, `3 jam`, `2 hari`: as people say it, rounded down."""
    if minutes < 60:
        return ngettext("%(n)s menit", "%(n)s menit", minutes) % {"n": minutes}
    if minutes < 48 * 60:
        return ngettext("%(n)s jam", "%(n)s jam", minutes // 60) % {"n": minutes // 60}
    return _days(minutes // (24 * 60))


def small_sample(facts: Facts) -> str:
    """Said above the numbers while they are of few POs."""
    if facts.judged >= FEW:
        return ""
    if not facts.judged:
        return _("Belum ada PO yang bisa dinilai.")
    words = ngettext("Baru dari %(n)s PO.", "Baru dari %(n)s PO.", facts.judged)
    return words % {"n": facts.judged}


def record_address(store: Store) -> str:
    """Where the record is read, in full."""
    return base() + reverse("storefront:record", args=[store.slug])
