"""Frames of promises taken back: rules changed alone, blame passed on, waiting without end (UU 8/1999 Pasal 16, 18)."""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import BUYERS_FAULT, Frame, Way, frame
from bukapo.campaigns.linting.wording import wording

_KEPT = Way(kinds=wording("NOT ~ CHANGE", "WITHOUT ~ CHANGE", "NOT ..1 CHANGE"))
_ASKED = Way(
    re.compile(
        r"\b(?:dikabari|kabari|kabar|tanya|konfirmasi) (?:\S+ )?dulu\b|\bpersetujuan pembeli\b|\bseizin pembeli\b"
    ),
    but=re.compile(
        r"\b(?:tanpa|tidak) (?:\S+ ){0,2}?(?:dikabari|kabar|kabari|tanya|konfirmasi|persetujuan|seizin)\b"
    ),
)
CHANGES: tuple[Frame, ...] = (
    frame(
        rules.CHANGES,
        "RULES|PRICE|PLAN|PICK|SENDING ..5 CHANGE ..6 WHENEVER",
        "RULES|PRICE|PLAN|PICK|SENDING|GOODS ..5 CHANGE ..4 WITHOUT|NOT ..2 NOTICE",
        "WHENEVER ..4 CHANGE",
        "CHANGE ..8 WHENEVER",
        "CHANGE ,,9 WITHOUT ..2 NOTICE",
        "CHANGE ..1 PRICE ..3 PAID|MONEY",
        "PRICE ..2 CHANGE ..4 PAID|MONEY",
        "CHANGE ..4 BEAR ..1 BUYER",
        "EMPTY ..4 RANDOM",
        "READ|AGREE ..2 RULES NEW",
        ways=(_KEPT, _ASKED),
    ),
    frame(
        rules.CHANGES,
        "DECISION ..4 FINAL|ABSOLUTE|US",
        "US ..1 ABSOLUTE",
        "PRICE ..3 DECIDE ..1 US",
        "BUYER ..1 MUST ..2 TOPUP",
        "MUST ..2 TOPUP",
        "MUST ..4 PRICE ~ NEW",
        "PRICE ..3 NOT ~ CERTAIN",
    ),
)
_PASSED = Way(
    re.compile(
        r"\bbukanberarti\b|diluar (?:akun|halaman|rekening)|rekening (?:lain|pribadi)|mengaku|ngaku"
        r"|penipu|\bforce majeure\b|\bbencana\b|\bdiluar (?:kendali|itu)\b"
    )
)
BUYERS_WORK = Way(
    re.compile(
        r"\b(?:terkirim|dibuat|ditulis|diisi|diberikan|diunggah|dipilih|disediakan) (?:oleh )?pembeli"
        r"(?! (?:yang|me|ber))"
        r"|\bpembeli tidak (?:perlu|usah|wajib)\b"
    )
)
"""What buyers made themselves, and what they need not do."""
_BUYER_FREE = Way(
    kinds=wording("BUYER - NOT ~ RESPONSIBLE|BEAR", "NOT ~ RESPONSIBLE - BUYER", "NOT ~ BEAR ..1 BUYER")
)
SHIFTS: tuple[Frame, ...] = (
    frame(
        rules.SHIFTS,
        "NOT|OUTSIDE ~ RESPONSIBLE",
        "US ..2 LEAVE RESPONSIBLE",
        "LEAVE ..2 RESPONSIBLE",
        "US ..1 LEAVE ..3 CLAIM",
        "LEAVE US ..2 CLAIM|RESPONSIBLE",
        "RISK|DAMAGE ..6 BEAR|RESPONSIBLE|RISK ..1 BUYER|COURIER|SELF",
        "RISK|DAMAGE ..6 BEAR|SETTLE SELF",
        "DAMAGE ,,8 NOT - BEAR",
        "DEAL|BOUGHT ..3 RISK ..1 BUYER|SELF",
        "BUYER ..4 COMPLAIN|SETTLE ..4 COURIER",
        "DAMAGE|DEFECT ..4 WRONG COURIER",
        "WRONG|DAMAGE|DEFECT ..4 SHARED",
        "SHIPPING ..4 DEFECT ..3 BEAR|PAID ..1 BUYER",
        "DEFECT|WRONG ..4 SHIPPING ..3 BUYER",
        ways=(BUYERS_FAULT, _PASSED, _BUYER_FREE, BUYERS_WORK),
    ),
)
_BOUNDED = Way(kinds=wording("LONG", "MOST"), but=re.compile(r"\btanpa batas\b|\btidak ada batas\b"))
NO_END: tuple[Frame, ...] = (
    frame(rules.NO_END, "POSTPONE|LATE ..4 WITHOUT|NOT ~ MOST|LIMITED", "POSTPONE ..4 NOT ~ DECIDE"),
    frame(
        rules.NO_END,
        "PLAN|SENDING ..5 NOT ~ CERTAIN|DECIDE",
        "PLAN NOT PLAN CERTAIN",
        "NOT ~ CERTAIN ..2 PLAN|SENDING",
        "NOT ~ ASK ..1 PLAN|SENDING",
        "NOT ~ ASK $",
        "PLAN|SENDING ..2 DEPENDS",
        ways=(_BOUNDED, Way(re.compile(r"\b(?:ekspedisi|lokasi|wilayah|kota|tujuan|alamat)\b"))),
    ),
    frame(rules.NO_END, "NOT ~ COMPENSATE", "LATE ..2 EQ ..1 RISK"),
)
