"""What a column's header says it asks. Weights per role, from the words of the question's first line.

The words are those of real forms: "No. WhatsApp (aktif)", "Ukuran Kaos", "Berapa pcs?", "Nama dan nomor punggung".
"""

import re
from dataclasses import dataclass

from bukapo.orders.imports.mapping import Role
from bukapo.orders.imports.prices import without_prices
from bukapo.orders.imports.vocabulary import plain

STRONG, WEAK = 3.0, 1.0
_COUNTER = re.compile(r"^(?P<base>.*?\D)\s*(?:\(?\s*(?:ke\s*-?\s*)?(?P<number>\d{1,2})\s*\)?)$")
_GRID = re.compile(r"^(?P<question>.*?)\s*\[(?P<row>[^\[\]]+)\]\s*(?P<number>\d{1,2})?$")


@dataclass(frozen=True)
class _Rule:
    """`words`: any of them (a phrase or a word) makes it; `never`: any of them unmakes it."""

    role: Role
    weight: float
    words: str
    never: str = ""


_PERSONAL = (
    "punggung|sablon|bordir|nameset|name set|nama di|nama pada|nama jersey|nama kaos|nama baju|nama yang|back name"
    "|name on|print name|cetak nama|custom nama|custom name|tulisan|backnumber|back number|nomor jersey|no jersey"
    "|jersey number|nama custom|nickname di"
)
_NAME_OF_ELSE = (
    "rekening|rek|bank|barang|produk|paket|ig|instagram|akun|orang tua|ayah|ibu|sekolah|tim|team|komunitas|pengirim"
    "|user|username|toko|file|campaign"
)
_RULES = [
    _Rule(
        "timestamp",
        STRONG,
        "timestamp|stempel waktu|cap waktu|submitted at|waktu pengisian|tanggal order|tanggal pesan",
    ),
    _Rule(
        "timestamp",
        WEAK,
        "waktu|tanggal|tgl|date|time",
        "lahir|transfer|bayar|ambil|kirim|acara|event|pengambilan",
    ),
    _Rule("email", STRONG, "email|e mail|surel|mail"),
    _Rule("email", WEAK, "username"),
    _Rule(
        "phone",
        STRONG,
        "whatsapp|whats app|wa|hp|handphone|telepon|telpon|telp|tlp|telephone|phone|nohp|nowa|ponsel|mobile|no kontak"
        "|nomor kontak|contact|kontak|nomor aktif|nomer|hape",
        "punggung|rekening|rek|darurat|grup|group|nim|absen|jersey|ukuran|size",
    ),
    _Rule(
        "personalization", STRONG + 1, _PERSONAL, "ukuran|size|warna|lengan|bahan|posisi|jumlah|berapa|email"
    ),
    _Rule(
        "name",
        STRONG,
        "nama|name|pemesan|pembeli|atas nama|customer|penerima",
        f"{_PERSONAL}|{_NAME_OF_ELSE}|kelas|panggilan|nickname|kota|jalan|alamat|wa|hp|whatsapp|email",
    ),
    _Rule("name", STRONG - 1, "nama|name|panggilan|nickname", f"{_PERSONAL}|{_NAME_OF_ELSE}"),
    _Rule("address", STRONG, "alamat|address|domisili", "email|e mail|mail"),
    _Rule(
        "address",
        STRONG,
        "kecamatan|kelurahan|kabupaten|kota|provinsi|kode pos|kodepos|postal code|city|province",
        "asal",
    ),
    _Rule(
        "fulfilment",
        STRONG,
        "pengambilan|pengiriman|ambil|diambil|dikirim|kirim|delivery|pickup|pick up|ekspedisi|kurir|shipping"
        "|pengantaran|diantar",
        "alamat|address|bukti|tanggal|tgl|jam|biaya|ongkir|nama|kota|catatan",
    ),
    _Rule(
        "quantity",
        STRONG,
        "jumlah|qty|quantity|kuantitas|banyak|banyaknya|berapa|pcs|jml|total pesanan|total kaos|total pcs|how many",
        "transfer|bayar|pembayaran|uang|nominal|harga|rp|dp|ongkir|anggota|tagihan|cicilan|lunas|umur",
    ),
    _Rule(
        "quantity",
        WEAK,
        "pesanan|pesan|order|total",
        "transfer|bayar|harga|nominal|catatan|nomor|no|id|code|kode",
    ),
    _Rule("proof", STRONG, "bukti|proof|struk|receipt|screenshot|upload|unggah", "harga"),
    _Rule(
        "note",
        STRONG,
        "catatan|keterangan|note|notes|saran|komentar|ket|remark|remarks|pesan untuk|request",
        "bukti",
    ),
    _Rule(
        "product",
        STRONG,
        "produk|product|barang|artikel|desain|design",
        "jumlah|harga|nama penerima|warna|ukuran|size",
    ),
    _Rule(
        "product", WEAK, "item|paket|jenis|kaos|pilihan|menu", "jumlah|harga|warna|ukuran|size|lengan|bayar"
    ),
    _Rule(
        "items",
        WEAK,
        "pesanan|orderan|order|pesan|detail|rincian|items|menu",
        "catatan|nomor|id|code|kode|tanggal",
    ),
]
KIND_WORDS = {
    "size": "ukuran|size|sizes|sz",
    "colour": "warna|color|colour|colors",
    "sleeve": "lengan|sleeve|tangan|model lengan",
    "choice": "",
}
_NEVER_ANYTHING = (
    "kelamin|gender|golongan darah|kelas|angkatan|nim|nis|jurusan|umur|usia|rekening|metode pembayaran|cara bayar"
    "|pembayaran|status|total harga|total bayar|nominal|harga|jumlah transfer|instagram|pernyataan|setuju"
)


@dataclass(frozen=True)
class Header:
    """A header taken apart: `words` of the first line, `grid` row in brackets, `number` when the question repeats."""

    text: str
    words: str
    grid: str
    number: int

    def has(self, words: str) -> bool:
        """Whether any of `one|two words|three` stands in the question."""
        padded = f" {self.words} "
        return any(f" {word} " in padded for word in words.split("|") if word)


def read_header(text: str) -> Header:
    """`Ukuran kaos 2` -> number 2; `Jumlah [XL]` -> grid XL; a description after the first line is left out."""
    line = next((line for line in text.splitlines() if line.strip()), "")
    grid = _GRID.match(line)
    question = without_prices(grid["question"] if grid else line)
    counter = None if grid else _COUNTER.match(" ".join(question.split()))
    number = (grid["number"] if grid else counter["number"] if counter else None) or 0
    base = counter["base"] if counter else question
    words = plain(base).replace(",", " ").replace("(", " ").replace(")", " ").replace("/", " ")
    return Header(line, " ".join(words.split()), without_prices(grid["row"]) if grid else "", int(number))


def role_weights(header: Header) -> dict[Role, float]:
    """How strongly the header asks for each role; absent roles are not asked for."""
    weights: dict[Role, float] = {}
    for rule in _RULES:
        if header.has(rule.words) and not header.has(rule.never):
            weights[rule.role] = max(weights.get(rule.role, 0.0), rule.weight)
    if header.has("kirim|dikirim|antar|diantar|delivery|kurir") and header.has(
        "ambil|diambil|pickup|pick up|cod"
    ):
        weights["fulfilment"] = (
            STRONG + 2
        )  # "Kirim ke alamat / ambil di tempat" asks for the way, not the address
    return weights


def asks_something_else(header: Header) -> bool:
    """A question that looks like none of ours whatever its answers look like (`L/P` is a sex, not a size)."""
    return header.has(_NEVER_ANYTHING)


def asks_whether(header: Header) -> bool:
    """ "Mau pakai nama punggung?": yes or no, not the name itself."""
    return header.has("mau|pakai|pake|perlu|ingin|apakah|want") or header.text.rstrip().endswith("?")


def is_number_part(header: Header) -> bool:
    """ "Nomor punggung" beside "Nama punggung"."""
    return header.has("nomor|no|number|nomer|angka|backnumber") and not header.has("nama|name|nameset")


def is_address_part(header: Header) -> bool:
    """A town or postcode asked apart from the address."""
    return not header.has("alamat|address|domisili")


def asks_for_choice(header: Header) -> bool:
    """A size, colour or sleeve, whatever the campaign offers."""
    return header.has("|".join(KIND_WORDS.values())) and not asks_something_else(header)
