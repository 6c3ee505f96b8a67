"""Frames of what is refused in formal prose: money, goods, blame, waiting (UU 8/1999 Pasal 16, 18 huruf a, b, c, g).

Nouns and passives say there what a verb says in a chat: "pengembalian dana tidak dilakukan".
"""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import (
    BUYERS_FAULT,
    DEFECTS,
    EVER,
    LASTING,
    MADE,
    MENDED,
    Frame,
    Way,
    frame,
)
from bukapo.campaigns.linting.wording import wording

EXCEPTED = Way(re.compile(rf"\bkecuali\b(?=.*{DEFECTS.pattern})"))
REASSURED = Way(re.compile(r"\bjangan (?:khawatir|takut|kuatir)\b|\bbukanberarti\b"))
ELSEHOW = Way(
    re.compile(
        r"\b(?:tunai|cash|rekening (?:lain|berbeda)|dua kali|hari (?:libur|minggu|sabtu)|ukuran|poin|voucher"
        r"|biaya|lain waktu|pihakketiga)\b"
    ),
    but=EVER,
)
_GOODS_WAYS = (BUYERS_FAULT, EXCEPTED, MENDED, REASSURED, LASTING)
PROSE: tuple[Frame, ...] = (
    frame(
        rules.MONEY_BACK,
        "REFUND ::4 NOT - DONE",
        "NOT ..1 CLAIM ..1 REFUND|MONEYBACK",
        "MONEYBACK|REFUND|BACK ..3 ONLY ..6 OTHER",
        "NOT ~ BACK ..4 SPREAD|LIGHT|EQ ..3 OTHER",
        "FEE|PAID ..7 OWN ..1 US",
        ways=(ELSEHOW, *_GOODS_WAYS),
    ),
    frame(
        rules.MONEY_BACK,
        "MONEY ..5 CHANGE|DONE|LIGHT|SPREAD ..1 OTHER",
        "MONEY ..2 EQ ..2 FEE",
        "NOT ~ TAKE|GIVE MONEY",
        "MONEY ..1 BACK NOT - ACCEPT",
        "MONEY|PAID ..6 NOT ~ PAID BACK|AGAIN",
        "WITHOUT ~ OBLIGED? ..1 BACK|MONEYBACK ..1 MONEY",
        "BOUGHT|MONEY ..9 NOT ..5 WITHDRAW ..1 BACK|AGAIN",
        "MONEY|PAID ,,9 OTHER ..2 NOT - WITHDRAW",
        "MONEY ..5 NOT ~ BACK BREAK ..3 OTHER",
        "BACK|MONEYBACK ..9 OTHER ..2 BREAK NOT ..1 MONEY",
        ways=(BUYERS_FAULT, Way(re.compile(r"\b(?:pilih|memilih|pilihan|terserah|kode|kelebihan)\b"))),
    ),
    frame(
        rules.RETURNS,
        "RETURN|SWAP|MONEYBACK ::5 NOT - DONE",
        "NOT ..1 CLAIM ..1 RETURN|SWAP|REPLACE",
        "DEFECT|WRONG|DAMAGE ,,8 NOT ~ TAKE? ~ REPLACE|CHANGE|COMPENSATE",
        "NOT ~ TAKE|GIVE ~ GOODS? REPLACE|SWAP|RETURN|CHANGE",
        "REPLACE ..4 NOT - EXIST|ACCEPT",
        "DEFECT|DAMAGE|WRONG ..3 MUST ..1 ACCEPT ..1 BUYER",
        "BUYER ..2 MUST ..1 ACCEPT ..4 ALL|DEFECT|DAMAGE",
        ways=(ELSEHOW, Way(MADE, but=DEFECTS), *_GOODS_WAYS),
    ),
    frame(
        rules.COMPLAINTS,
        "BUYER|ARRIVED|ACCEPT ,,6 LEAVE ..1 OWN ..3 COMPLAIN",
        "ARRIVED|ACCEPT ,,4 EQ ..2 CONTENT",
        ways=(LASTING,),
    ),
    frame(
        rules.SHIFTS,
        "LEAVE ..2 OWN ..4 CLAIM|COMPENSATE|REFUND|RETURN|SWAP",
        "LEAVE ..1 US ..6 CLAIM|RESPONSIBLE|RISK",
        "US ..2 LEAVE ..5 CLAIM|RESPONSIBLE",
        "NOT ..1 TAKE RESPONSIBLE",
        "US ..2 NOT ~ BEAR ..5 DAMAGE|RISK|DEFECT|LATE|WRONG|OBLIGED|RESPONSIBLE",
        "US ..2 NOT ..2 OBLIGED",
        "NOT ~ OBLIGED US",
        "OUTSIDE ~ OBLIGED",
        "US ..1 NOT ~ BEAR IF ..1 COURIER|DAMAGE",
        "LEAVE ..2 OBLIGED",
        "DAMAGE|LACK|DEFECT|LATE ..4 NOT WRONG US",
        "NOT ..1 CLAIM ..2 US|COMPENSATE",
        "US ,,7 NOT - CAN - CLAIM",
        "US ..2 NOT ~ CLAIM",
        "RISK|RESPONSIBLE ..3 CHANGE ..2 BUYER",
        "BUYER ..2 BEAR ..5 DAMAGE|LATE|DEFECT|RISK|LACK",
        "BUYER ..1 RESPONSIBLE ..4 DAMAGE|LATE|DEFECT|RISK",
        "US ..1 NOT ACCEPT ..4 DAMAGE|DEFECT|LACK",
        "RISK|DAMAGE|LATE|LACK|DEFECT ..14 RISK|RESPONSIBLE|BEAR ..2 BUYER",
        ways=(
            BUYERS_FAULT,
            Way(kinds=wording("BUYER - NOT ~ RESPONSIBLE|BEAR", "LACK ..1 MONEY|FEE|SHIPPING|PRICE|PAID")),
            Way(re.compile(r"\bkami (?:\S+ )?tidak (?:\S+ )?(?:menuntut|menggugat)\b")),
        ),
    ),
    frame(
        rules.SHIFTS,
        "RESPONSIBLE ..3 ENDS",
        "RESPONSIBLE ..3 ONLY ..2 ARRIVED",
        "DAMAGE|COMPLAIN|DEFECT|COURIER|LATE ,,8 NOT ~ READ? ..1 MEDDLE",
        "COMPLAIN|DAMAGE ..6 EQ ..1 COURIER",
        "COMPLAIN ..2 COURIER ..3 NOT ..1 US",
        ways=(Way(re.compile(r"\b(?:sampai|setelah|saat) (?:\S+ ){0,3}diterima\b")),),
    ),
    frame(
        rules.CHANGES,
        "EQ ..2 AGREE ..4 CHANGE|DECISION",
        "CHANGE ..1 PRICE ..6 BEAR|RESPONSIBLE ..1 BUYER",
        "RULES ..2 CHANGE ,,6 MUST ..1 AGREE",
        "CHANGE ..5 EQ ..5 AGREE",
        "RULES|DECISION ..9 NOT - CAN ~ ABSOLUTE",
        "WHENEVER ..4 CHANGE|TOPUP ..3 RULES",
        "US ..3 CHANGE|TOPUP ..2 RULES ,,6 MUST ..2 AGREE|READ",
        "RULES ..3 AGREE|READ ..3 NEW",
        "RULES ..2 ACCEPT ..2 RULES NEW",
        "FINAL ..1 US",
        "US ;;3 CANCEL ..3 WHENEVER|WITHOUT",
        "US LEAVE ..1 DECIDE|CHANGE",
        "COST|FEE ..4 MUST ..1 PAID ..1 BUYER",
        "BUYER ..1 MUST ..1 ACCEPT ..1 CHANGE",
        "DIFFER ..6 WITHOUT ..2 NOTICE",
        "AGREE|READ ..2 RULES ..4 LATER",
        "AGREE|READ ,,6 NEW BREAK? ..4 CHANGE",
        "RULES NEW ;;9 ACCEPT ;;6 PAID",
        "CAN ..1 CHANGE ..4 BREAK? ,,3 MUST ..1 READ|AGREE ..1 RULES",
        "MUST ..2 READ|AGREE ..2 RULES ..1 NEW",
        ways=(
            Way(
                re.compile(
                    r"\b(?:pesanan|po|batch) (?:baru|berikutnya|selanjutnya|depan)\b|\b(?:lama|saat memesan)\b"
                ),
                but=re.compile(r"\bberbeda\b"),
            ),
            Way(kinds=wording("NOT ~ CHANGE", "NOT ..4 AGREE")),
        ),
    ),
    frame(
        rules.NO_END,
        "POSTPONE|WAIT|LATE ..8 WITHOUT|NOT ~ MOST|LIMITED",
        "LATE|POSTPONE ..3 NOT ~ SPREAD? ~ TAKE? ~ CANCEL|REFUND|MONEYBACK|COMPLAIN|COMPENSATE|RETURN",
        "LATE|POSTPONE ,,6 NOT ~ CANCEL",
        "US ..2 NOT ..1 AGREE|CERTAIN ..3 PLAN|SENDING",
        ways=(Way(kinds=wording("NOT ~ LATE|POSTPONE")),),
    ),
)
