"""What is wrong with one sentence, read as plain words (`linting.plain`). Pure.

Every pattern has its way out: what a fair seller says with nearly the same words.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.rules import Rule

_BETWEEN = (
    r"(?:(?:bisa|ada|menerima|akan|di|mau|untuk|adanya|memberikan|kami|proses|diproses"
    r"|diterima|dilayani|sistem|opsi|"
    r"kebijakan|layanan|permintaan|minta|dalam|pengajuan|mengajukan|berlaku|yang|nama|namanya"
    r"|lagi|segala|bentuk|"
    r"berhak|meminta|memberi|perkenankan|diperkenankan|diperbolehkan|melakukan|dilakukan) )*"
)
_MONEY = r"(?:uang|dp|pembayaran)"
_GOODS = r"(?:barang|pesanan|kaos|baju|kue|jaket|hoodie|paket)"
_CANT = (
    r"(?:tidak|bukan)(?: (?:bisa|akan|ada|diterima|dilayani|tersedia|berlaku|di|untuk|kami|pernah|perlu))*"
)
_BOUGHT = r"(?:beli|diterima|menerima|pesan|bayar|dibayarkan|masuk|terkirim|transfer)"

BUYERS_FAULT = re.compile(
    r"\b(?:dipakai|dicuci|pemakaian|berubah pikiran|ganti pikiran|sudah pakai|bekas pakai|"
    r"(?:salah|kesalahan|keliru|typo)(?: \w+)? (?:tulis|penulisan|ketik|alamat|input|isi|pilih"
    r"|pilihan|ukur|data|nomor|"
    r"dari pembeli|pembeli)|(?:salah|kesalahan) pembeli|pembeli salah|oleh pembeli|pilihan pembeli)\b"
)
OURS = re.compile(r"\b(?:dari|kesalahan|salah|oleh) (?:pihak )?(?:kami|konveksi)\b")
FAIR_EXCEPTION = re.compile(r"\b(?:kecuali|selain|terkecuali)\b")
DEFECTS = re.compile(r"\b(?:cacat|rusak|salah|kurang|reject|defect|terlambat|kesalahan)\b")
HOW = re.compile(
    r"\b(?:refund|kembali|batal)(?: \w+){0,3} (?:tunai|cash|instan|lewat|via|sekaligus"
    r"|langsung|hari|minggu|sebagian|"
    r"untuk ongkir|ongkir)\b|\bhari libur\b|\bonline\b"
)
SUPPOSED = re.compile(
    rf"\bkalau (?:\S+ )?{_MONEY} (?:\S+ )?tidak|\bbukan berarti\b|\btidak benar\b|\bjangan khawatir\b"
)
ELSEWHERE_SENT = re.compile(
    r"\bongkir|\bongkos|bukan berarti|luar (?:akun|halaman|rekening)|rekening lain|mengaku"
)
OTHER_TRADE = re.compile(
    r"\b(?:poin|voucher|saldo|kupon|dengan uang|tukar uang|tukar tambah|ukuran|pilihan|warna|desain|nama)\b"
    r" (?:\S+ ){0,4}?tidak|tukar (?:dengan )?(?:uang|tambah)"
)
MADE = re.compile(
    r"\b(?:setelah|kalau|begitu|saat|sejak|yang sudah|sudah) (?:\S+ ){0,3}?"
    r"(?:produksi|diproduksi|dibuat|tutup|ditutup|diproses|dipotong|dijahit|antrean|antrian"
    r"|disablon|dicetak|closing|close)\b"
)
_NUMBER = r"(\d+)(?: ?x ?(\d+))? ?(hari|jam)"
LIMIT = re.compile(_NUMBER)


@dataclass(frozen=True)
class Pattern:
    """`rule` holds where `said` is found, unless `unless` has a way out (or another, milder rule)."""

    rule: Rule
    said: re.Pattern[str]
    judge: Callable[[str, "Pattern"], Rule | None]


def _always(words: str, pattern: Pattern) -> Rule | None:
    return pattern.rule


def _money(words: str, pattern: Pattern) -> Rule | None:
    if SUPPOSED.search(words):
        return None
    if "apapun" not in words:
        if HOW.search(words) or (BUYERS_FAULT.search(words) and not OURS.search(words)):
            return None
        if FAIR_EXCEPTION.search(words):
            return rules.NARROW_REFUND
    return pattern.rule


def _burnt(words: str, pattern: Pattern) -> Rule | None:
    """What is burnt: the money, or only an order that nobody paid."""
    before = words[: words.index("hangus")].split()
    named = next((word for word in reversed(before) if word in _BURN), "")
    if named not in ("uang", "dp", "pembayaran"):
        return None
    if "tidak" in before[-4:] or "bukan" in before[-4:] or "tanpa" in before[-4:]:
        return None
    return rules.DEPOSIT_KEPT if MADE.search(words) and "apapun" not in words else pattern.rule


_BURN = frozenset(
    {"uang", "dp", "pembayaran", "pesanan", "kuota", "slot", "voucher", "poin", "saldo", "kupon", "invoice"}
)


def _return(words: str, pattern: Pattern) -> Rule | None:
    if OTHER_TRADE.search(words):
        return None
    if BUYERS_FAULT.search(words) and not OURS.search(words):
        return None
    if FAIR_EXCEPTION.search(words) and DEFECTS.search(words):
        return None
    return pattern.rule


def _complaint(words: str, pattern: Pattern) -> Rule | None:
    if (found := LIMIT.search(words)) is not None:
        count = int(found[1]) * int(found[2] or 1)
        days = count if found[3] == "hari" else count / 24
        return None if days > 2 else rules.COMPLAIN_SOON
    if BUYERS_FAULT.search(words) and not OURS.search(words):
        return None
    return pattern.rule


def _cancel(words: str, pattern: Pattern) -> Rule | None:
    if "apapun" in words:
        return pattern.rule
    if MADE.search(words) or re.search(r"\b(?:tidak|tanpa) (?:\S+ )?(?:biaya|potongan|denda)\b", words):
        return None
    if HOW.search(words) or re.search(
        r"\bsetelah\b|\blewat (?:chat|wa|whatsapp|dm)\b|\bsepihak\b|\bsebagian\b", words
    ):
        return None
    if re.search(rf"\bsudah (?:\S+ ){{0,2}}?(?:{_BOUGHT}|fix|dp|deal)\b", words):
        return rules.CANCELLING_PAID
    return pattern.rule


def _shift(words: str, pattern: Pattern) -> Rule | None:
    if BUYERS_FAULT.search(words) and not OURS.search(words):
        return None
    return (
        None
        if re.search(
            r"\bongkir|\bongkos|bukan berarti|luar (?:akun|halaman|rekening)|rekening lain|mengaku", words
        )
        else pattern.rule
    )


def _unless_denied(words: str, pattern: Pattern) -> Rule | None:
    found = pattern.said.search(words)
    before = words[: found.start()].split()[-4:] if found else []
    inside = found[0].split() if found else []
    denied = {"tidak", "tanpa", "bukan", "jangan", "bebas"}
    return None if denied & {*before, *inside} else pattern.rule


def _changed(words: str, pattern: Pattern) -> Rule | None:
    """`tanpa pemberitahuan` is part of the fault; "tidak berubah" is a promise."""
    found = pattern.said.search(words)
    told = words[: found.end()].split() if found else []
    denied = "tidak" in told and "tanpa" not in told
    return None if denied else pattern.rule


def _p(rule: Rule, said: str, judge: Callable[[str, Pattern], Rule | None] = _always) -> Pattern:
    return Pattern(rule, re.compile(said), judge)


PATTERNS: tuple[Pattern, ...] = (
    _p(rules.MONEY_BACK, rf"\btidak {_BETWEEN}refund\b", _money),
    _p(rules.MONEY_BACK, rf"\b(?:refund|pengembalian {_MONEY}) (?:\S+ ){{0,2}}?(?:ditiadakan|dihapus|= blokir)\b",
       _money),
    _p(rules.MONEY_BACK, r"\bbelum tentu (?:\S+ )?refund\b", _money),
    _p(rules.MONEY_BACK, r"\brefund (?:\S+ ){0,2}?tidak (?:bisa|ada|diterima|dilayani|berlaku|tersedia|menerima)\b",
       _money),
    _p(rules.MONEY_BACK, rf"\b{_MONEY} (?:\S+ ){{0,6}}?{_CANT} (?:(?:ditarik|diminta|diambil|diuangkan|minta|tarik"
       rf"|ambil) )?(?:kembali|diminta lagi|ditarik lagi)\b", _money),
    _p(rules.MONEY_BACK, rf"\btidak {_BETWEEN}(?:pengembalian|kembali) (?:\S+ )?{_MONEY}\b", _money),
    _p(rules.MONEY_BACK, rf"\b{_MONEY} (?:\S+ ){{0,6}}?hangus\b", _burnt),
    _p(rules.MONEY_BACK, rf"\b{_MONEY} (?:\S+ ){{0,4}}?(?:jadi|menjadi) (?:milik|hak) (?:kami)\b", _money),
    _p(rules.RETURNS, rf"\btidak {_BETWEEN}(?:retur|pengembalian barang)\b", _return),
    _p(rules.RETURNS, rf"\b(?:{_GOODS}|size|retur) (?:\S+ ){{0,7}}?{_CANT} (?:di )?(?:tukar|kembali|retur)\b", _return),
    _p(rules.RETURNS, r"\btidak (?:bisa |menerima |ada |melayani )*tukar\b", _return),
    _p(rules.COMPLAINTS, rf"\btidak {_BETWEEN}komplain\b", _complaint),
    _p(rules.COMPLAINTS, r"\bkomplain (?:\S+ ){0,6}?tidak (?:akan )?(?:kami )?"
       r"(?:menerima|diterima|dilayani|diproses|ditanggapi|layani|proses|tanggapi|digubris|bisa"
          r" diproses)\b", _complaint),
    _p(rules.CANCELLING, rf"\btidak {_BETWEEN}batal\b", _cancel),
    _p(rules.CANCELLING, r"\bbatal (?:\S+ ){0,2}?tidak (?:diterima|bisa|dilayani|diperbolehkan|ada)\b", _cancel),
    _p(rules.CHANGES, r"\b(?:aturan|harga|ketentuan|syarat|tanggal|jadwal|estimasi|desain|s k|peraturan)\b"
       r" (?:\S+ ){0,5}?"
       r"(?:berubah|diubah|ubah|naik|diganti) (?:\S+ ){0,3}?(?:sewaktu waktu|kapan saja|kapanpun"
          r"|sepihak|tanpa (?:\S+ )?"
       r"(?:pemberitahuan|konfirmasi|kabar|info))", _changed),
    _p(rules.CHANGES, r"\bsewaktu waktu (?:\S+ ){0,2}?(?:berubah|diubah|naik|mengubah|merubah)\b", _changed),
    _p(rules.CHANGES, r"\b(?:mengubah|merubah|mengganti|menaikkan) (?:\S+ ){0,4}?"
       r"(?:sewaktu waktu|kapan saja|kapanpun|sepihak|tanpa (?:\S+ )?(?:pemberitahuan|konfirmasi"
          r"|kabar))", _changed),
    _p(rules.CHANGES, r"\bkeputusan (?:\S+ ){0,2}?(?:mutlak|tidak bisa diganggu)\b"),
    _p(rules.SHIFTS, r"\b(?:bukan|di luar|diluar) (?:lagi )?tanggung ?jawab (?:\S+ )?kami\b", _shift),
    _p(rules.SHIFTS, r"\bkami (?:\S+ )?(?:tidak|lepas) (?:(?:akan|ikut|mau) )?(?:ber)?tanggung ?jawab\b", _shift),
    _p(rules.SHIFTS, r"\b(?:risiko|kerusakan|kehilangan|rusak|hilang) (?:\S+ ){0,5}?(?:ditanggung|tanggungan"
       r"|tanggung ?jawab) "
       r"(?:\S+ )?(?:pembeli|kurir|ekspedisi)\b", _shift),
    _p(rules.NO_END, r"\b(?:mundur|terlambat) (?:\S+ ){0,3}?(?:tanpa batas|tidak terbatas|tidak ada batas)\b"),
    _p(rules.NO_END, r"\b(?:estimasi|waktu|tanggal|jadwal|pengiriman) (?:\S+ ){0,4}?tidak (?:mengikat|bisa"
       r" dipastikan|tentu|menentu|dijamin)\b"),
    _p(rules.FALSE_TAX, r"(?:\+|\bplus|\bditambah|\bkena|\bdikenakan|\bdikenai|\bexclude|\bbelum termasuk|\bsudah"
       r" termasuk|\bbelum) (?:\S+ ){0,2}?ppn\b|\bppn (?:\d+ ?%|ditanggung|dibebankan)", _unless_denied),
    _p(rules.PRICE_IN_PARTS, r"\b(?:belum termasuk|di luar|diluar|exclude) (?:\S+ ){0,2}?(?:biaya|admin|packing|kemasan"
       r"|bubble|box|kayu)\b", _unless_denied),
    _p(rules.PRICE_IN_PARTS, r"\bbiaya (?:\S+ ){0,2}?(?:menyusul|dikabari nanti|belakangan)\b", _unless_denied),
    _p(rules.DATA_SPREAD, r"\b(?:data|nomor|kontak|alamat|foto) (?:\S+ ){0,5}?(?:dibagikan|disebar|disebarkan|dijual"
       r"|diberikan|digunakan|"
       r"dipakai|share|dipublikasikan|pakai|gunakan|bagikan|jual|sebarkan) (?:\S+ ){0,4}?(?:pihak"
          r" ketiga|promosi|promo|iklan|mitra|partner|marketing|sponsor|medsos)\b", _unless_denied),
    _p(rules.DATA_MUCH, r"\b(?:foto|scan|fotokopi|selfie|kirim|upload|unggah) (?:\S+ )?ktp\b", _unless_denied),
    _p(rules.ELSEWHERE, r"\b(?:aturan|ketentuan|syarat|s k|rules|peraturan|detail)\b (?:\S+ ){0,5}?(?:di |pada"
       r" )?(?:bio|highlight|sorotan|ig|"
       r"instagram|grup|group|story|tiktok|deskripsi lain)\b", _unless_denied),
    _p(rules.SILENT_YES, r"\b(?:transfer|beli|pesanan|dp|pesan|bayar|diam|baca|membaca|ikut|fix) (?:\S+ ){0,2}?(?:="
       r"|berarti|artinya|dianggap|otomatis) "
       r"(?:\S+ )?(?:setuju|menyetujui|sepakat|tunduk|paham)\b", _unless_denied),
)  # fmt: skip


def wrong_with(words: str, *, pkp: bool = False) -> Rule | None:
    """The gravest rule that plain `words` offend."""
    found = [
        rule
        for pattern in PATTERNS
        if not (pkp and pattern.rule is rules.FALSE_TAX) and pattern.said.search(words)
        if (rule := pattern.judge(words, pattern)) is not None
    ]
    return min(found, key=lambda rule: rule.severity != rules.REFUSE, default=None)
