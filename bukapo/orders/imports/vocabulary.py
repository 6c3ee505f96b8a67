"""The words people write into forms: sizes, colours, sleeves, yes and no, nothing, how to fetch it. Data, mostly.

A group holds spellings of one thing. A spelling counts only when the product offers exactly one value of its group.
"""

import re
import unicodedata

_COLOURS = """
hitam|black|hitem|htm
putih|white|pth
navy|navi|nevi|dongker|donker|biru dongker|biru donker|biru navy|navy blue|blue navy|navy biru
maroon|marun|maron|marron|marroon|merah marun|merah maroon|merah maron
merah|red
biru|blue
biru muda|baby blue|light blue
abu|abu abu|abu2|grey|gray
abu muda|light grey|light gray
abu tua|dark grey|dark gray
misty|abu misty|misty grey
hijau|green
army|hijau army|army green
sage|sage green|hijau sage
tosca|toska|turquoise|hijau tosca
olive|hijau olive|olive green
botol|hijau botol|bottle green
kuning|yellow
mustard|mustar|kuning mustard
oranye|orange|oren|jingga
ungu|purple
lilac|lilak
pink|merah muda
coklat|cokelat|brown
krem|cream|creme|krim
broken white|putih tulang|off white
khaki
beige
benhur|biru benhur
"""
_SLEEVES = """
panjang|pjg|pnjg|panj|long|longsleeve|long sleeve|long sleeves|lengan panjang|lengan pjg|lgn panjang|tangan panjang
pendek|pdk|pndk|pend|short|shortsleeve|short sleeve|short sleeves|lengan pendek|lengan pdk|lgn pendek|tangan pendek
"""
_OTHERS = """
pria|laki|laki laki|cowok|cowo|male|man|men
wanita|perempuan|cewek|cewe|female|woman|women
dewasa|adult
anak|anak anak|kids|kid|child|children
"""
_NOTHING = """
tidak|tdk|gak|ga|nggak|ngga|enggak|engga|kagak|no|none|nope|kosong|nihil|n/a|nothing|tanpa|polos|polosan|kosongan
tidak ada|gak ada|ga ada|nggak ada|tdk ada|tidak pakai|gak pakai|ga pakai|nggak pakai|tidak pake|gak pake|ga pake
tanpa nama|tanpa nomor|tanpa sablon|tanpa bordir|tanpa nama punggung|no name|tidak pakai nama|tidak perlu|tidak mau
tidak usah|gak usah|ga usah|nggak usah|tidak ada catatan
"""
_YES = "ya|iya|yes|y|mau|pakai|pake|ok|oke|boleh|true|betul|iya mau|ya mau|pakai nama|setuju"
_LATER = """
nyusul|menyusul|nanti|nanti menyusul|nanti nyusul|belum|belum tau|belum tahu|bebas|terserah|sda|idem|sama|tbd|tba|?
sama seperti atas|seperti biasa|nanti dikabari
"""
_TESTS = "tes|test|testing|tester|coba|percobaan|coba coba|tes tes|test test|asdf|asd|qwerty|contoh"


def spellings(text: str) -> frozenset[str]:
    """The set written as `one|two|two words`, over as many lines as it takes."""
    return frozenset(word for line in text.strip().splitlines() for word in line.split("|"))


def _groups(text: str) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(line.split("|")) for line in text.strip().splitlines())


COLOURS, SLEEVES = _groups(_COLOURS), _groups(_SLEEVES)
GROUPS = COLOURS + SLEEVES + _groups(_OTHERS)
NOTHING, YES, LATER, TESTS = spellings(_NOTHING), spellings(_YES), spellings(_LATER), spellings(_TESTS)
NO = NOTHING | {"false", "n"}

PICKUP = re.compile(
    r"\b(ambil|diambil|mengambil|pengambilan di|pick ?up|jemput|cod|ketemuan|sekre|titip|di tempat|koordinator|ots)\b"
)
COURIER = re.compile(
    r"\b(kirim|dikirim|pengiriman|antar|diantar|delivery|deliver|kurir|courier|ekspedisi|jne|jnt|j t|sicepat|anteraja"
    r"|ninja|pos|tiki|gosend|go send|grab|gojek|spx|lion|cargo|shipping|ship)\b"
)
SIZE = re.compile(r"(?P<count>\d{0,2})(?P<xs>x*)(?P<letter>[sml])")

_SEPARATORS = re.compile(r"[,;\n\r+&•|]")
_DROPPED = re.compile(r"[^\w\s,()/=]|_")


def plain(text: str) -> str:
    """One spelling for matching: folded case, dashes and dots as blanks, every separator a comma of its own."""
    flat = unicodedata.normalize("NFKC", text).casefold().replace("×", "x").replace(":", "=")
    flat = _DROPPED.sub(" ", _SEPARATORS.sub(" , ", flat))
    return " ".join(re.sub(r"([()/=])", r" \1 ", flat).split())


def folded(text: str) -> str:
    """Case and blanks folded, everything else as it stands."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def says_nothing(text: str) -> bool:
    """`-`, `_`, `tidak`, `tanpa nama` …: the person was asked and wants none."""
    flat = folded(text)
    return flat.strip("-_.,/–— ") in NOTHING | {""}


def size_of(word: str) -> str | None:
    """`xxl`, `2xl` -> `2xl`; `small` -> `s`; None when the word is no letter size."""
    word = _SIZE_WORDS.get(word, word)
    match = SIZE.fullmatch(word)
    if not match or (match["letter"] == "m" and len(word) > 1):
        return None
    stated, exes = match["count"], len(match["xs"])
    if stated and exes != 1:
        return None
    count = int(stated) if stated else exes
    if stated and count < 1:
        return None
    return match["letter"] if not exes else f"{count if count > 1 else ''}x{match['letter']}"


_SIZE_WORDS = {
    "small": "s",
    "medium": "m",
    "large": "l",
    "extra large": "xl",
    "xtra large": "xl",
    "x large": "xl",
    "double xl": "2xl",
    "extra small": "xs",
}
SIZE_PHRASES = tuple(_SIZE_WORDS)
