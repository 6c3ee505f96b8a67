"""The terms of a PO as people read them: frozen, clause by clause, and the short answers that stand before them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from bukapo.campaigns.models import Campaign
from bukapo.campaigns.terms.differences import ADDED, REMOVED, Difference, differences, rules_changed
from bukapo.campaigns.terms.document import Document, clause_in
from bukapo.campaigns.terms_reads import current_terms
from bukapo.faces.ui import dates

MOST_CHANGES = 8


@dataclass(frozen=True)
class ShownClause:
    """`aid`: the English reading aid, where the page is read in English."""

    anchor: str
    text: str
    aid: str


@dataclass(frozen=True)
class ShownPart:
    number: int
    heading: str
    aid: str
    clauses: tuple[ShownClause, ...]


@dataclass(frozen=True)
class Answer:
    """What a buyer asks first, answered in a line; `anchor` is the clause that says it in full."""

    question: str
    answer: str
    anchor: str


@dataclass(frozen=True)
class ChangedRule:
    """A rule that is not as in the store's PO before: what it says now (or said), and whom it favours in a word."""

    word: str
    text: str
    gone: bool


def in_english() -> bool:
    """The page is read in English, so the aid helps."""
    return (get_language() or "id").startswith("en")


def parts_of(told: Document) -> tuple[ShownPart, ...]:
    """Every part with anchors that are clause keys; nothing in terms of the time before there were data."""
    seen: Counter[str] = Counter()
    return tuple(
        ShownPart(
            number,
            part["heading"],
            part["english"] if in_english() else "",
            tuple(_clause(clause, seen) for clause in part["clauses"]),
        )
        for number, part in enumerate(told.get("parts", ()), start=1)
    )


def _clause(clause: Mapping[str, Any], seen: Counter[str]) -> ShownClause:
    key = clause["key"]
    seen[key] += 1
    anchor = key if seen[key] == 1 else f"{key}.{seen[key]}"
    return ShownClause(anchor, clause["text"], clause["english"] if in_english() else "")


def terms_address(digest: str) -> str:
    """The public page of these terms; "" without any."""
    return reverse("storefront:terms", args=[digest]) if digest else ""


def answers_of(told: Document) -> tuple[Answer, ...]:
    """The short answers, from the values of the frozen clauses."""
    found = (_if_late(told), _if_short(told), _may_cancel(told), _if_wrong(told))
    return tuple(answer for answer in found if answer is not None)


def _data(told: Document, key: str) -> Mapping[str, Any] | None:
    clause = clause_in(told, key)
    return clause["data"] if clause else None


def _if_late(told: Document) -> Answer | None:
    limit, back = _data(told, "late.limit"), _data(told, "late.refund")
    if limit is None or back is None:
        return None
    facts = {"days": limit["days"], "back": back["days"]}
    if limit["day"]:
        day = dates.day(date.fromisoformat(limit["day"]))
        words = _(
            "Belum dikirim sampai %(day)s? Boleh batal, dan semua uang kembali paling lambat %(back)s hari setelah "
            "diminta."
        ) % (facts | {"day": day})
    else:
        words = (
            _(
                "Lewat %(days)s hari dari janji pesanan Anda? Boleh batal, dan semua uang kembali dalam %(back)s hari."
            )
            % facts
        )
    return Answer(_("Kalau telat?"), words, "late.limit")


def _if_short(told: Document) -> Answer | None:
    choices = _data(told, "minimum.choices")
    if choices is None:
        return None
    words = (
        _("Dijalankan yang Anda pilih saat memesan. Tanpa pilihan: uang kembali seluruhnya.")
        if len(choices["offered"]) > 1
        else _("Pesanan dibatalkan dan uang kembali seluruhnya.")
    )
    return Answer(_("Kalau minimum tidak tercapai?"), words, "minimum.choices")


def _may_cancel(told: Document) -> Answer | None:
    data = _data(told, "cancelling.before")
    if data is None:
        return None
    if not data["allowed"]:
        words = _("Selama belum dibayar. Setelah itu hanya kalau terlambat, salah, atau cacat.")
    elif data["until"] == "queue":
        words = _("Boleh, sampai pesanan masuk antrean pengerjaan.")
    elif data["fee_percent"]:
        words = _("Boleh sampai PO ditutup, dipotong %(fee)s%% dari harga barang.") % {
            "fee": data["fee_percent"]
        }
    else:
        words = _("Boleh tanpa potongan sampai PO ditutup.")
    return Answer(_("Boleh batal?"), words, "cancelling.before")


def _if_wrong(told: Document) -> Answer | None:
    report, size = _data(told, "defects.report"), _data(told, "defects.size")
    if report is None:
        return None
    if size is None:
        words = _("Diganti, diperbaiki, atau uang kembali. Kabari dengan foto dalam %(days)s hari.")
        return Answer(_("Kalau salah atau cacat?"), words % report, "defects.report")
    words = _("Beda lebih dari %(cm)s cm dari tabel: diganti atau uang kembali. Kabari dalam %(days)s hari.")
    return Answer(
        _("Kalau salah ukuran?"), words % {"cm": size["cm"], "days": report["days"]}, "defects.size"
    )


def changed_rules(campaign: Campaign) -> tuple[ChangedRule, ...]:
    """What a buyer who knows the store's PO before this one may not expect. One query."""
    terms = current_terms(campaign)
    if terms is None or terms.before is None:
        return ()
    found = rules_changed(differences(terms.before.document, terms.document))
    return tuple(_changed(one) for one in found[:MOST_CHANGES])


def _changed(one: Difference) -> ChangedRule:
    text = one.now or one.was
    aid = one.now_english or one.was_english
    return ChangedRule(favour_word(one), aid if in_english() and aid else text, gone=one.how == REMOVED)


def favour_word(one: Difference) -> str:
    """Whom a difference favours, else what kind it is."""
    words = {"softer": _("Lebih longgar"), "stricter": _("Lebih ketat")}
    kinds = {ADDED: _("Baru"), REMOVED: _("Tidak ada lagi")}
    return words.get(one.favours) or kinds.get(one.how) or _("Berubah")
