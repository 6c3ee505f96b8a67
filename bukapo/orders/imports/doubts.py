"""Why a row is not taken as it stands. `why` is what programs print (English, stable), `sentence` is for the screen.

A *doubt* makes a draft that a person finishes. A *remark* leaves the order standing and is shown beside it.
A row's doubts come in the order of this table, so the first is always the same one.
"""

from dataclasses import dataclass

from bukapo.kernel.refusal import gettext_noop as _

DOUBTS: dict[str, tuple[str, str]] = {
    "test_row": ("looks like a test", _("Sepertinya ini jawaban percobaan (“{told}”).")),
    "phone_missing": ("no phone number", _("Nomor HP belum diisi.")),
    "phone_destroyed": (
        "phone number destroyed by the spreadsheet",
        _("Nomor HP rusak oleh spreadsheet (“{told}”). Tanyakan lagi ke pemesan."),
    ),
    "phone_several": (
        "more than one phone number",
        _("Ada lebih dari satu nomor HP (“{told}”). Pilih salah satu."),
    ),
    "phone_invalid": ("phone number not valid", _("Nomor HP tidak lengkap atau salah ketik (“{told}”).")),
    "product_missing": ("no usable product", _("Belum jelas produk mana yang dipesan.")),
    "product_unknown": ("no usable product", _("“{told}” tidak ada di PO ini.")),
    "order_unknown": ("order not understood", _("Pesanan “{told}” tidak bisa dipastikan.")),
    "order_unclear": ("order not understood", _("Pesanan “{told}” bisa dibaca lebih dari satu cara.")),
    "size_missing": ("no usable size", _("{option} belum diisi.")),
    "size_unknown": ("no usable size", _("{option} “{told}” tidak bisa dipastikan.")),
    "size_unclear": ("no usable size", _("{option} “{told}” bisa dibaca lebih dari satu cara.")),
    "size_not_offered": ("no usable size", _("Ukuran {told} tidak ada di PO ini.")),
    "colour_missing": ("no usable colour", _("{option} belum diisi.")),
    "colour_unknown": ("no usable colour", _("{option} “{told}” tidak bisa dipastikan.")),
    "colour_unclear": ("no usable colour", _("{option} “{told}” bisa dibaca lebih dari satu cara.")),
    "sleeve_missing": ("no usable sleeve", _("{option} belum diisi.")),
    "sleeve_unknown": ("no usable sleeve", _("{option} “{told}” tidak bisa dipastikan.")),
    "sleeve_unclear": ("no usable sleeve", _("{option} “{told}” bisa dibaca lebih dari satu cara.")),
    "choice_missing": ("no usable choice", _("{option} belum diisi.")),
    "choice_unknown": ("no usable choice", _("{option} “{told}” tidak bisa dipastikan.")),
    "choice_unclear": ("no usable choice", _("{option} “{told}” bisa dibaca lebih dari satu cara.")),
    "variant_not_offered": ("combination not offered", _("{told} tidak dijual di PO ini.")),
    "two_answers": ("two different answers to one question", _("Ada dua jawaban yang berbeda: {told}.")),
    "pairing_unclear": (
        "several choices that cannot be paired",
        _("Ada beberapa pilihan ({told}) dan tidak jelas mana dengan mana."),
    ),
    "quantity_mismatch": (
        "sizes do not add up to the quantity",
        _("Jumlahnya tidak cocok: ditulis {total}, rinciannya {told}."),
    ),
    "quantity_missing": ("no usable quantity", _("Jumlah belum diisi.")),
    "quantity_unclear": ("no usable quantity", _("Jumlah “{told}” tidak bisa dipastikan.")),
    "quantity_too_large": (
        "quantity too large",
        _("Jumlah {told} tidak lazim untuk satu jawaban; pastikan dulu."),
    ),
    "personalization_missing": ("no usable personalization", _("{field} wajib diisi.")),
    "personalization_unclear": ("no usable personalization", _("{field} “{told}” tidak bisa dipastikan.")),
    "personalization_too_long": (
        "personalization too long",
        _("{field} “{told}” terlalu panjang, paling banyak {most} huruf."),
    ),
    "personalization_letters": (
        "personalization with characters that are not offered",
        _("{field} “{told}” memakai tanda yang tidak bisa dibuat: {letters}"),
    ),
    "name_missing": ("no name", _("Nama belum diisi.")),
    "name_twice": (
        "same name as an earlier line",
        _("Nama “{name}” sudah ada di baris {row}. Orang yang sama, atau dua orang?"),
    ),
    "name_known": (
        "same name as an order of an earlier paste",
        _("Nama “{name}” sudah punya pesanan {number} dari tempelan sebelumnya."),
    ),
    "struck_out": ("crossed out", _("Baris ini dicoret. Batal, atau masih jadi?")),
    "text_too_long": ("text too long", _("{what} terlalu panjang, paling banyak {most} huruf.")),
    "duplicate": ("same phone as an earlier answer", _("Nomor HP sama dengan jawaban di baris {row}.")),
    "duplicate_order": (
        "same phone as an order of an earlier file",
        _("Nomor HP sama dengan pesanan {number} dari file sebelumnya."),
    ),
    "earlier_order_stands": (
        "an earlier order of the same person is paid or changed already",
        _("Pesanan {number} dari nomor HP yang sama sudah dibayar atau diubah."),
    ),
    "sold_out": ("not enough pieces left", _("{what} tinggal {left} pcs.")),
    "buyer_limit": (
        "over the limit per buyer",
        _("Lebih dari {cap} pcs per pembeli; nomor ini sudah memesan {had}."),
    ),
    "not_orderable": ("cannot be ordered as it stands", _("Belum bisa dipesan: {told}")),
}

REMARKS: dict[str, str] = {
    "address_missing": _("Minta dikirim, tapi alamatnya belum ada."),
    "fulfilment_unclear": _("Cara ambil “{told}” tidak dikenali; dicatat menurut alamatnya."),
    "fulfilment_not_offered": _("Cara ambil “{told}” tidak ada di PO ini."),
    "email_wrong": _("Alamat email “{told}” salah ketik, jadi tidak dipakai."),
    "time_unread": _("Waktu “{told}” tidak terbaca."),
    "other_name": _("Nomor HP sama dengan baris {row}, tapi namanya lain."),
    "later_doubtful": _("Ada jawaban yang lebih baru di baris {row}, tapi masih perlu dicek."),
    "later_answer": _("Orang yang sama sudah menjawab lagi di baris {row}."),
    "one_each": _("Jumlah tidak ditulis, dihitung 1 pcs."),
    "name_from_sender": _("Nama diambil dari pengirim pesan: {told}."),
    "phone_from_sender": _("Nomor HP diambil dari pengirim pesan: {told}."),
    "phone_of_paste": _("Nomor HP tidak ditulis, dipakai nomor yang Anda isi: {told}."),
    "value_of_paste": _("{option} tidak ditulis, dibuat {value} seperti yang Anda pilih."),
    "said_again": _("Baris yang sama ditempel {count} kali, dihitung sekali."),
    "one_name_for_all": _("Tulisan “{told}” dipakai untuk semua {pieces} potong."),
}

NOTICES: dict[str, str] = {
    "default_taken": _("Form ini tidak menanyakan {option}; semua dibuat {value}."),
    "date_order_assumed": _(
        "Urutan tanggal dan bulan tidak bisa dipastikan; dibaca tanggal dulu ({example})."
    ),
    "one_each_assumed": _("Form ini tidak menanyakan jumlah; satu pilihan dihitung satu potong."),
    "fulfilment_from_address": _(
        "Form ini tidak menanyakan cara ambil; yang menulis alamat dianggap minta dikirim."
    ),
    "surcharge_differs": _("Di form {value} ditulis +{written}, di PO ini +{ours}. Yang berlaku harga PO."),
    "question_not_used": _("Pertanyaan “{header}” tidak dipakai: PO ini tidak punya pilihan itu."),
    "names_differ": _("{count} jawaban diganti oleh nomor HP yang sama dengan nama lain; periksa lagi."),
}


@dataclass(frozen=True)
class Said:
    """One doubt, remark or notice. `params` fill the sentence and are JSON-able."""

    code: str
    params: tuple[tuple[str, str | int], ...] = ()

    @property
    def why(self) -> str:
        """The stable English wording of a doubt."""
        return DOUBTS[self.code][0]

    @property
    def sentence(self) -> str:
        """The Indonesian format string, the msgid of its translation."""
        return DOUBTS[self.code][1] if self.code in DOUBTS else REMARKS.get(self.code) or NOTICES[self.code]

    def say(self, template: str | None = None) -> str:
        """The sentence with its parameters; `template` is a translation of `sentence`."""
        return (template or self.sentence).format(**dict(self.params))


def said(code: str, **params: str | int) -> Said:
    """Long quotations are shortened for the sentence; the cell itself is kept whole elsewhere."""
    return Said(code, tuple((name, _brief(value)) for name, value in sorted(params.items())))


def _brief(value: str | int) -> str | int:
    return value if isinstance(value, int) or len(value) <= 60 else value[:59] + "…"
