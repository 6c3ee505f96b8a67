"""A rule, the wordings that offend it, and what makes the same words fair. Pure.

Every frame has its ways out: what an honest seller says with nearly the same words.
"""

import re
from dataclasses import dataclass

from bukapo.campaigns.linting.concepts import LETTER, NOTHING, letters
from bukapo.campaigns.linting.rules import Rule
from bukapo.campaigns.linting.wording import wording


@dataclass(frozen=True)
class Sentence:
    """`words` plain, `kinds` one letter a word: what is said not to be refused, burnt or punished counts as nothing."""

    words: str
    kinds: str


def read(words: str) -> Sentence:
    """A sentence of plain words (`linting.plain.plain`)."""
    return Sentence(words, _HARMLESS.sub(lambda found: found[0][:-1] + NOTHING, letters(words)))


_HARMLESS = wording("NOT - REJECT|BURN|PUNISH")


@dataclass(frozen=True)
class Way:
    """Out of a frame: `words` are found in the sentence, or `kinds` among its letters, and `but` not among its words.

    Then `milder` holds; None is innocence.
    """

    words: re.Pattern[str] | None = None
    kinds: re.Pattern[str] | None = None
    but: re.Pattern[str] | None = None
    milder: Rule | None = None

    def leads_out(self, sentence: Sentence) -> bool:
        """It is this case."""
        there = (self.words and self.words.search(sentence.words)) or (
            self.kinds and self.kinds.search(sentence.kinds)
        )
        return bool(there) and not (self.but and self.but.search(sentence.words))


@dataclass(frozen=True)
class Frame:
    """`rule` is offended where `said` is found, unless the first way that fits has another word.

    `denial`: the same said with "tidak" or "tanpa" in or right before it is a promise.
    """

    rule: Rule
    said: re.Pattern[str]
    ways: tuple[Way, ...] = ()
    denial: bool = False

    def offended(self, sentence: Sentence) -> Rule | None:
        """The rule, a milder one, or None."""
        found = self.said.search(sentence.kinds)
        if found is None or (self.denial and _denied(sentence.kinds, found)):
            return None
        way = next((way for way in self.ways if way.leads_out(sentence)), None)
        return way.milder if way else self.rule


_NO = frozenset(LETTER[kind] for kind in ("NOT", "WITHOUT", "LEAVE"))
_NEARBY = 4


def _denied(kinds: str, found: re.Match[str]) -> bool:
    return not _NO.isdisjoint(kinds[max(0, found.start() - _NEARBY) : found.end()])


def frame(rule: Rule, *said: str, ways: tuple[Way, ...] = (), denial: bool = False) -> Frame:
    """A frame of wordings (`linting.wording`)."""
    return Frame(rule, wording(*said), ways, denial)


_DONE_BY = "".join(
    f"(?<!{word} )"
    for word in (
        "kembali",
        "ditarik",
        "diminta",
        "tukar",
        "retur",
        "batal",
        "refund",
        "membuktikan",
        "diajukan",
    )
)
"""Not what buyers are refused, but what they did."""
_TYPED = (
    r"(?:tulis|penulisan|nulis|ketik|ngetik|alamat|input|isi|pilih|milih|pilihan|ukur|ukuran|size|data|nomor"
    r"|dari pembeli|pembeli)"
)
OURS = re.compile(r"\b(?:dari|kesalahan|salah|oleh) (?:pihak )?kami\b|\bcacat produksi\b")
EVER = re.compile(r"\bapapun\b")
BUYERS_FAULT = Way(
    re.compile(
        r"\b(?:dipakai|dicuci|pemakaian|terpakai|dikonsumsi|dimakan|digunakan|siap pakai|kotor"
        r"|berubahpikiran|penyalahgunaan|(?:kelalaian|lalai) pembeli|sudah pakai|bekas pakai|"
        rf"(?:salah|kesalahan|keliru|typo)(?: \w+)? {_TYPED}|(?:kesalahan|salah) pembeli|"
        r"pembeli (?:\w+ )?salah|{_DONE_BY}oleh pembeli|pilihan pembeli|palsu|penipu\w*|akun palsu)\b"
    ),
    but=OURS,
)
MADE = re.compile(
    r"\b(?:setelah|kalau|begitu|saat|sejak|yang sudah|sudah|sedang|lagi) (?:\S+ ){0,3}?"
    r"(?:produksi|diproduksi|dibuat|tutup|ditutup|diproses|proses|dipotong|dijahit|antrean|antrian|naik cetak"
    r"|disablon|dicetak|closing|close|jahit|bikin|dibikin|dikerjakan|pengerjaan|bahan)\b"
)
DEFECTS = re.compile(r"\b(?:cacat|rusak|salah|kurang|reject|defect|terlambat|kesalahan)\b")
LASTING = Way(kinds=wording("LONG"), but=re.compile(r"\bvideo\b"))
"""A limit of days that leaves time enough."""
MENDED = Way(
    kinds=wording(
        "DEFECT|WRONG|DAMAGE|LACK ;;6 CHANGE|BACK|SWAP|REFUND|REPLACE",
        "<NOT|CAN US ;;4 CHANGE|BACK|REPLACE|BEAR|RESPONSIBLE",
        "BREAK ;;2 MONEY ;;3 BACK",
    ),
    but=re.compile(r"\b(?:walaupun|apapun|diwajarkan)\b"),
)
"""What goes wrong is put right in the same sentence."""
