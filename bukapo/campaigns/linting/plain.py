"""Sentences of a seller, and each as plain words however it was typed. Pure.

`G4k bs reffund yaaa!!` and `TIDAK DAPAT REFUND` come out alike: slang, abbreviations, repeated and spaced letters,
digits in place of letters, English beside Indonesian.
"""

import re
import unicodedata
from collections.abc import Iterator

_WORDS = {
    "tidak": "tdk tak ga gak gk g nggak enggak ngga engga kagak kaga ndak gag tida tidk nda not non",
    "bisa": "dapat dpt bs bsa boleh blh bole dibolehkan",
    "yang": "yg yng",
    "sudah": "sdh udh udah dah telah already",
    "barang": "brg produk item",
    "dengan": "dg dgn",
    "uang": "duit dana money uangnya duitnya dananya",
    "dp": "dpnya panjar downpayment deposit",
    "pembayaran": "payment pelunasan pembayarannya",
    "refund": "refun reffund riffund rifund refunds refunded refundable direfund refundnya ripund refond refand",
    "kembali": (
        "balik balikin dibalikin dibalikkan dikembalikan dikembaliin kembalikan kembaliin dikembali mengembalikan balek"
    ),
    "pengembalian": "pengmbalian pngembalian pengembaliannya",
    "retur": "return returns diretur returnya direturn",
    "tukar": "ditukar ditukarkan menukar penukaran tuker dituker ditukerin exchange",
    "batal": (
        "cancel kensel cancle cencel kansel cancelled dicancel dibatalkan membatalkan batalin dibatalin batalkan "
        "pembatalan cancelan cancellation cancelin"
    ),
    "komplain": (
        "complain complaint complaints complen komplen komplainan keluhan aduan protes klaim claim komplainnya komplin"
    ),
    "hangus": "angus dihanguskan",
    "apapun": "apapunn papun",
    "pembeli": "buyer customer cust konsumen pelanggan pemesan",
    "kami": "kita penjual seller admin toko mimin owner",
    "risiko": "resiko",
    "terlambat": "telat keterlambatan lambat molor delay",
    "mundur": "diundur ngaret",
    "kalau": "kalo klo jika bila apabila jk",
    "menerima": "nerima melayani ngelayani terima trima melayanin",
    "setelah": "stlh sesudah abis habis pasca",
    "pesanan": "order orderan pesenan",
    "bayar": "dibayar membayar byr bayarnya",
    "pesan": "dipesan memesan mesan",
    "beli": "dibeli membeli",
    "terkirim": "dikirim kirim mengirim",
    "transfer": "tf trf",
    "karena": "krn karna",
    "hari": "hr hri",
}
SPELLINGS = {spelling: word for word, spellings in _WORDS.items() for spelling in spellings.split()}
_GLUED = {
    "norefund": "tidak refund", "norefunds": "tidak refund", "nonrefundable": "tidak refund", "noretur": "tidak retur",
    "noreturn": "tidak retur", "nocancel": "tidak batal", "nocomplain": "tidak komplain",
    "nokomplain": "tidak komplain",
    "gabisa": "tidak bisa", "gbisa": "tidak bisa", "takkan": "tidak akan", "gaada": "tidak ada", "gada": "tidak ada",
}  # fmt: skip
_AFTER_NO = {"refund", "retur", "tukar", "batal", "komplain"}
_LEET = str.maketrans({"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"})
_INVISIBLE = dict.fromkeys([0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF])


def sentences(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, the sentence on one line): split at line ends, `;`, `!`, `?` and full stops."""
    start = 0
    for stop in [*re.finditer(r"[\n;!?]+|\.(?=\s|$)", text), None]:
        end = stop.start() if stop else len(text)
        piece = text[start:end]
        lead = len(piece) - len(piece.lstrip(" \t-*•"))
        if words := " ".join(piece.split()).strip(" -*•"):
            yield start + lead, start + len(piece.rstrip()), words
        start = stop.end() if stop else end


def plain(sentence: str) -> str:
    """Canonical words with one space between them."""
    flat = unicodedata.normalize("NFKC", sentence).translate(_INVISIBLE).casefold()
    flat = "".join(
        letter for letter in unicodedata.normalize("NFKD", flat) if not unicodedata.combining(letter)
    )
    flat = re.sub(r"[^\w\s=+%@$]|_", " ", flat)
    flat = re.sub(r"([=+%])", r" \1 ", flat)
    flat = " ".join(flat.split())
    flat = re.sub(r"\b(?:[a-z] ){3,}[a-z]\b", lambda run: run[0].replace(" ", ""), flat)
    words = [_word(word) for word in flat.split()]
    words = " ".join(words).split()
    return re.sub(r"\buang muka\b|\btanda jadi\b", "dp", " ".join(_no(words))).replace("apa pun", "apapun")


def _word(word: str) -> str:
    if not word.isalpha() and re.search(r"[a-z]", word) and re.fullmatch(r"[a-z0-9@$]{2,}", word):
        word = _unleeted(word)
    word = re.sub(r"([a-z])\1{2,}", r"\1", word)
    if word in _GLUED:
        return _GLUED[word]
    if word in SPELLINGS:
        return SPELLINGS[word]
    bare = re.sub(r"(?:nya|lah|kan|pun)$", "", word) if len(word) > 5 else word
    return SPELLINGS.get(bare, bare if bare in _WORDS else word)


def _unleeted(word: str) -> str:
    """`r3fund` -> `refund`, but `7hari`, `2xl` and `1x24` stay."""
    read = re.sub(r"([a-z])\1+", r"\1", word.translate(_LEET))
    known = read in _WORDS or read in SPELLINGS or read in _GLUED or read == "no"
    return read if known else word


def _no(words: list[str]) -> Iterator[str]:
    """`no` means "tidak" before what sellers refuse; before anything else it is a number. So do bans."""
    for place, word in enumerate(words):
        following = words[place + 1] if place + 1 < len(words) else ""
        if following in ("keras", "untuk") and word == "dilarang":
            following = words[place + 2] if place + 2 < len(words) else ""
        refuses = word in ("no", "dilarang") or (word == "tanpa" and following in ("refund", "retur"))
        if word == "keras" and place and words[place - 1] == "dilarang":
            continue
        yield "tidak" if refuses and following in _AFTER_NO else word
