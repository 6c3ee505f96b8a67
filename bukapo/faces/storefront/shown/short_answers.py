"""What a buyer asks first, answered in a line or two from the values of the frozen clauses."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from bukapo.campaigns.guarantees.rules import SHIPPING
from bukapo.campaigns.guarantees.terms import percent
from bukapo.campaigns.terms.document import Document, clause_in, clauses_in
from bukapo.faces.ui import dates
from bukapo.kernel.money import rupiah


@dataclass(frozen=True)
class Answer:
    """`anchor` is the clause that says it in full."""

    question: str
    answer: str
    anchor: str


def terms_address(digest: str) -> str:
    """The public page of these terms; "" without any."""
    return reverse("storefront:terms", args=[digest]) if digest else ""


def answers_of(told: Document) -> tuple[Answer, ...]:
    """The short answers; nothing of what these terms do not speak of."""
    found = (
        _if_late(told), _in_parts(told), _if_short(told), _may_cancel(told), _if_wrong(told), _if_it_does_not_fit(told)
    )  # fmt: skip
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
    return Answer(_("Kalau telat?"), " ".join([words, *_rungs(told)]), "late.limit")


def _rungs(told: Document) -> Iterator[str]:
    """The small rungs of the guarantee, in the order of their days."""
    rungs = [clause["data"] for _part, clause in clauses_in(told) if clause["key"] == "late.rung"]
    given = ", ".join(
        _("telat %(days)s hari %(gives)s") % {"days": rung["days"], "gives": _gives(rung)} for rung in rungs
    )
    if given:
        yield _("Tanpa diminta: %(given)s.") % {"given": given}


def _gives(rung: Mapping[str, Any]) -> str:
    if rung["remedy"] == SHIPPING:
        return _("ongkir kembali")
    much = rupiah(rung["amount"]) if rung["amount"] else percent(rung["bp"])
    return _("dapat saldo %(much)s") % {"much": much}


def _in_parts(told: Document) -> Answer | None:
    """Only terms that let the seller bear the second parcel are answered so."""
    data = _data(told, "delivery.parts")
    if data is None or data["second_fee"] != "seller":
        return None
    words = _("Hanya kalau Anda setuju. Ongkir paket kedua ditanggung penjual.")
    return Answer(_("Bisa dikirim sebagian dulu?"), words, "delivery.parts")


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
    report = _data(told, "defects.report")
    if report is None:
        return None
    words = _(
        "Kabari dengan foto dalam %(days)s hari setelah diterima. Pilih diganti, diperbaiki, atau uang kembali; "
        "ongkirnya ditanggung penjual."
    )
    return Answer(_("Kalau barang cacat, salah, atau kurang?"), words % report, "defects.report")


def _if_it_does_not_fit(told: Document) -> Answer | None:
    """Sizes that are not as in the chart are wrong; those that are may be exchanged where that is promised."""
    size, fit = _data(told, "defects.size"), _data(told, "defects.fit")
    if size is None and fit is None:
        return None
    said = []
    if size is not None:
        said.append(
            _("Beda lebih dari %(cm)s cm dari tabel ukuran dianggap salah: diganti atau uang kembali.") % size
        )
    if fit is not None:
        said.append(
            _(
                "Tidak cacat tapi tidak pas? Boleh ditukar sampai %(days)s hari setelah diterima, ongkirnya dari Anda."
            )
            % fit
        )
    return Answer(
        _("Kalau ukurannya tidak pas?") if size is not None else _("Kalau tidak cocok?"),
        " ".join(said),
        "defects.fit" if fit is not None else "defects.size",
    )
