"""Frames of what is taken from buyers in formal prose (huruf d to f and h, ayat 2): proof, goods, powers, sight."""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import BUYERS_FAULT, MENDED, Frame, Way, frame
from bukapo.campaigns.linting.wording import wording

_MEASURES = Way(re.compile(r"\b(?:cm|mm|gram|toleransi|ukuran|jahitan|sekitar)\b"))
_BY_BUYER = Way(
    re.compile(
        r"\bpembeli (?:\S+ )?(?:bisa|berhak)\b|\boleh pembeli\b|\bsebelum (?:\S+ )?(?:po|tutup|ditutup|bayar)\b"
    ),
    but=re.compile(r"\btanpa\b|\btidak (?:bisa|berhak)\b"),
)
_BY_US = Way(kinds=wording("US ..1 MUST ..2 PROVE", "MUST|RESPONSIBLE US PROVE", "US LIGHT PROVE"))
TAKEN: tuple[Frame, ...] = (
    frame(
        rules.PROOF_ON_BUYER,
        "MUST ..3 PROVE",
        "PROVE ..8 BEAR ..1 BUYER",
        "ONEPROOF",
        denial=True,
        ways=(_BY_US,),
    ),
    frame(
        rules.PROOF_ON_BUYER,
        "BUYER ..2 NOT ..2 PROVE",
        "PROVE ..2 SELF",
        "NOT - PROVE ..3 BUYER",
        "NOT - CAN - PROVE ,,6 NOT|REJECT|EQ",
        "MUST ..6 PAPER",
        "BEAR|OBLIGED ..2 PROVE",
        "DAMAGE|DEFECT ..1 EQ ..4 USE",
        ways=(
            Way(
                kinds=wording(
                    "NOT ~ MUST|OBLIGED|BEAR", "US ..2 OBLIGED", "BUYER ..1 NOT PROVE", "NOT PROVE BUYER"
                )
            ),
        ),
    ),
    frame(
        rules.LESSENS,
        "LESSEN|LACK ..8 WITHOUT ..3 BACK|COMPENSATE|PRICE|LESSEN|LACK|NOTICE|AGREE|REPLACE",
        "LESSEN ,,8 NOT ~ CLAIM|TAKE|BACK|CHANGE|COMPENSATE|REPLACE|COMPLAIN",
        "QUALITY|GOODS|BOUGHT ..3 CAN ~ LESSEN",
        "US ..3 LESSEN ..3 QUALITY|GOODS|BOUGHT",
        "QUALITY ..4 LESSEN ..1 WHENEVER",
        "LACK ..8 NORMAL",
        "LACK ,,8 NOT ~ CHANGE|REPLACE|COMPENSATE|BACK|BEAR|CLAIM",
        "PICK|QUALITY|GOODS ..5 CHANGE ..6 WITHOUT ..2 NOTICE ,,8 NOT ~ BACK",
        ways=(_MEASURES, _BY_BUYER, MENDED, BUYERS_FAULT, Way(kinds=wording("NOT ~ LESSEN"))),
    ),
    frame(rules.SEIZES_ALONE, "MANDATE ..4 US", "US ..2 MANDATE", denial=True),
    frame(
        rules.PLEDGES,
        "INSTALMENT ,,10 PLEDGE",
        "PLEDGE ..9 INSTALMENT",
        "GOODS|OWN ..4 BUYER ..3 PLEDGE",
        "PLEDGE ..6 OWN ..1 BUYER",
        denial=True,
    ),
    frame(
        rules.HIDDEN_TERMS,
        "RULES ..6 SPREAD|NOTICE|SHOWN ..3 AFTER ..2 PAID|MONEY|BOUGHT",
        "RULES ..2 BOUGHT ..4 AFTER ..1 PAID|MONEY",
        "RULES ..2 ONLY ..1 SHOWN|NOTICE ..5 PAID",
        "RULES ..4 LATER ..3 AFTER ..2 PAID|MONEY|BOUGHT",
        ways=(
            Way(re.compile(r"\b(?:sebelum|perubahan|berubah)\b")),
            Way(kinds=wording("NOT ..2 CHANGE")),
        ),
    ),
    frame(
        rules.HIDDEN_TERMS,
        "RULES ,,8 NOT ..1 SHOWN|SPREAD",
        ways=(Way(re.compile(r"\b(?:tidak (?:mengikat|terikat|berlaku|ada)|data|nomor)\b")),),
    ),
    frame(
        rules.NO_WARRANTY,
        "NOT|WITHOUT ~ WARRANTY",
        "ASIS",
        "WARRANTY NOT - EXIST",
        "WARRANTY ..2 REJECT",
        ways=(
            MENDED,
            BUYERS_FAULT,
            Way(re.compile(r"\bgratis|\bkartu\b|\bgaransi (?:tepat|warna|waktu|pasti)\b")),
            Way(kinds=wording("INSTALMENT")),
        ),
    ),
)
