"""Frames of what was paid and bought: money back, returns, complaints, cancelling (UU 8/1999 Pasal 18)."""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import (
    BUYERS_FAULT,
    DEFECTS,
    EVER,
    LASTING,
    MADE,
    MENDED,
    OURS,
    Frame,
    Way,
    frame,
)
from bukapo.campaigns.linting.wording import wording

_SUPPOSED = Way(
    re.compile(
        r"\bkalau (?:\S+ )?(?:uang|dp|pembayaran) (?:\S+ )?tidak|\bbukanberarti\b|\btidak benar\b"
        r"|\bkalau tidak (?:, )?uang"
        r"|\bjangan (?:khawatir|takut|kuatir)\b|\btoko (?:sebelah|lain)\b|\bkami sebelah\b"
    )
)
_HOW = Way(
    re.compile(
        r"\b(?:refund|kembali|batal)(?: \w+){0,3} (?:tunai|cash|instan|lewat|via|sekaligus|langsung"
        r"|sebagian|untuk ongkir|ongkir)\b|\b(?:refund|kembali)(?: \w+){0,3} (?:hari|minggu)\b|\bhari libur\b"
        r"|\bonline\b"
    ),
    but=EVER,
)
_EXCEPT = re.compile(r"\b(?:kecuali|selain|terkecuali)\b")
_MONEY_WAYS = (
    _SUPPOSED,
    _HOW,
    Way(BUYERS_FAULT.words, but=re.compile(rf"{EVER.pattern}|{OURS.pattern}|\bkelebihan\b")),
    Way(_EXCEPT, but=EVER, milder=rules.NARROW_REFUND),
    Way(
        re.compile(
            rf"(?=.*\b(?:batal|tidak jadi)\b)(?=.*{MADE.pattern})|(?=.*\bdp hangus)(?=.*{MADE.pattern})"
        ),
        but=EVER,
        milder=rules.DEPOSIT_KEPT,
    ),
)
_NOT_BURNT = Way(
    kinds=wording("OTHER ..4 BURN", "GOODS - BURN", "GOODS ..1 EQ - BURN"),
    but=re.compile(r"\b(?:uang|dp|pembayaran) (?:\S+ ){0,3}?hangus\b"),
)
MONEY: tuple[Frame, ...] = (
    frame(
        rules.MONEY_BACK,
        "NOT|WITHOUT|MAYBE ~ REFUND",
        "NOT ~ TAKE ~ REFUND",
        "REFUND ::3 REJECT|PUNISH|BURN",
        "REJECT ~ REFUND|MONEYBACK",
        "REFUND EQ - REJECT|PUNISH|NOT",
        "REFUND BREAK? NOT ~ $",
        "REFUND ::3 NOT - ACCEPT|EXIST !FEE|COST",
        "REFUND ::3 NOT - CAN - $",
        "REFUND ::3 NOT - CAN - ACCEPT|TAKE|WITHDRAW|EXIST",
        "MONEY ..8 NOT ~ BACK|WITHDRAW",
        "MONEY ..8 NOT ~ TAKE AGAIN|BACK",
        "SURPLUS ..4 NOT ~ BACK",
        "NOT ~ BACK|MONEYBACK|WITHDRAW ..1 MONEY",
        "NOT ~ TAKE BACK|MONEYBACK MONEY",
        "NOT ~ TAKE|GIVE MONEY AGAIN|BACK",
        "NOT ~ MONEY BACK",
        "MONEY ..5 OWN US",
        "MONEY|PAID|SURPLUS ..4 GIVENUP",
        "MONEY|DEAL|BOUGHT ..4 FINAL",
        "MONEY ..2 EQ ..2 GIVENUP",
        ways=(Way(kinds=wording("PAST ..2 LONG")), *_MONEY_WAYS),
    ),
    frame(
        rules.MONEY_BACK,
        "MONEY ..8 BURN",
        "BURN ..2 MONEY",
        ways=(_NOT_BURNT, *(way for way in _MONEY_WAYS if way is not _HOW)),
    ),
    frame(
        rules.NARROW_REFUND,
        "REFUND ..3 ONLY ..3 IF|EXCEPT",
        "MONEY ..2 ONLY ~ BACK ..1 IF",
        "ONLY ~ REFUND|BACK ..2 IF|CASE",
        ways=(Way(kinds=wording("MONEY|GOODS BACK SELF")),),
    ),
)
_OTHER_TRADE = Way(
    re.compile(
        r"\b(?:poin|voucher|saldo|kupon|dengan uang|tukar uang|tukar tambah|ukuran|pilihan|warna|desain|nama"
        r"|bonus|hadiah) (?:\S+ ){0,4}?tidak|tukar (?:dengan )?(?:uang|tambah)"
    ),
    but=re.compile(r"\b(?:retur|komplain)\b"),
)
_SHIPPING_KEPT = Way(re.compile(r"\b(?:ongkir|biaya) (?:\S+ )?tidak (?:bisa )?kembali\b"))
_FAIR_EXCEPTION = Way(re.compile(rf"(?=.*{_EXCEPT.pattern})(?=.*{DEFECTS.pattern})"))
RETURNS: tuple[Frame, ...] = (
    frame(
        rules.RETURNS,
        "NOT|WITHOUT ~ RETURN|SWAP",
        "REJECT ~ RETURN|SWAP|MONEYBACK",
        "RETURN|SWAP ::3 REJECT|PUNISH|BURN",
        "RETURN|SWAP BREAK? NOT ~ $",
        "RETURN|SWAP ::5 NOT - ACCEPT|EXIST",
        "RETURN ::5 NOT - CAN",
        "GOODS|BOUGHT|ARRIVED|DEFECT ..8 NOT ~ BACK|SWAP|RETURN",
        "GOODS|BOUGHT ,,4 ALL ,,3 NOT ~ BACK|SWAP|RETURN",
        ways=(
            _OTHER_TRADE,
            _SHIPPING_KEPT,
            BUYERS_FAULT,
            _FAIR_EXCEPTION,
            LASTING,
            MENDED,
            Way(re.compile(r"\bmedsos\b|\bjangan (?:khawatir|takut|kuatir)\b")),
            Way(re.compile(r"\bhari (?:libur|minggu|sabtu|jumat|besar)\b|\btanggal merah\b"), but=EVER),
        ),
    ),
)
_ANSWERED = re.compile(
    r"\b(?:dibalas|dijawab|direspon|balas|jawab|respon|diproses|proses|ditanggapi|diurus|selesai|dibantu)"
    r" (?:\S+ ){0,2}?(?:maksimal|dalam|lewat|paling)\b"
)
_TOO_LATE = re.compile(r"\b(?:tidak|hangus)\b")
COMPLAINTS: tuple[Frame, ...] = (
    frame(
        rules.COMPLAIN_SOON,
        "COMPLAIN|RETURN|SWAP|MONEYBACK ,,6 MOST|ONLY|PAST ..4 SOON",
        "MUST ..2 COMPLAIN ..8 SOON",
        "MOST ..4 COMPLAIN|RETURN|SWAP|MONEYBACK ..4 SOON",
        "MOST SOON ..6 COMPLAIN|RETURN|SWAP",
        "PAST ..2 SOON ..6 COMPLAIN|RETURN|SWAP ,,3 NOT",
        "PAST|AFTER ..2 SOON ,,4 NOT ~ COMPLAIN|RETURN|SWAP",
        ways=(Way(_ANSWERED, but=_TOO_LATE),),
    ),
    frame(
        rules.COMPLAINTS,
        "NOT ~ COMPLAIN",
        "REJECT ~ COMPLAIN",
        "COMPLAIN ::7 NOT - ACCEPT",
        "COMPLAIN ::7 NOT - CAN - ACCEPT",
        "COMPLAIN BREAK? NOT ~ $",
        "COMPLAIN ,,6 REJECT|PUNISH|BURN",
        "NOT|WITHOUT ~ VIDEO ,,6 NOT ~ COMPLAIN|RETURN|REFUND|SWAP|ACCEPT",
        "NOT|WITHOUT ~ VIDEO ,,6 COMPLAIN|RETURN|REFUND|SWAP ,,4 NOT|REJECT|BURN",
        "NOT|WITHOUT ~ VIDEO ,,5 REJECT|BURN",
        "MUST ..2 VIDEO ,,8 NOT ~ COMPLAIN|RETURN|REFUND|SWAP|ACCEPT",
        "COMPLAIN|RETURN ::3 ONLY ..6 VIDEO",
        "ONLY ..4 COMPLAIN|RETURN ..5 VIDEO",
        "NOT ..2 REVIEW ..1 BADLY",
        "REVIEW ..1 BADLY ,,4 PUNISH|BURN",
        "COMPLAIN EQ PUNISH|REJECT",
        "COMPLAIN ..6 EQ NOT ACCEPT",
        ways=(
            LASTING,
            BUYERS_FAULT,
            Way(
                re.compile(r"\bmedsos\b|\btidak (?:wajib|perlu|harus|usah) (?:\S+ )?video\b|\bbukanberarti\b")
            ),
        ),
    ),
    frame(
        rules.VIDEO_DEMANDED,
        "MUST ..4 VIDEO",
        "COMPLAIN|RETURN ..2 MUST ..4 VIDEO",
        denial=True,
    ),
)
_FREE = re.compile(r"\b(?:tidak|tanpa) (?:\S+ ){0,2}?(?:biaya|potongan|denda|dipotong|packing)\b")
CANCELLING: tuple[Frame, ...] = (
    frame(
        rules.CANCELLING,
        "NOT|WITHOUT ~ CANCEL",
        "REJECT ~ CANCEL",
        "CANCEL ::3 REJECT|PUNISH",
        "CANCEL EQ - NOT|PUNISH|REJECT",
        "CANCEL ::4 NOT - ACCEPT|EXIST",
        "CANCEL BREAK? ::3 NOT ~ $",
        "GOODS|BOUGHT|PAID ..8 NOT ~ CANCEL",
        ways=(
            Way(
                re.compile(
                    r"\bkami (?:\S+ )?tidak (?:akan |pernah |bisa )*membatalkan\b"
                    r"|\b(?:menolak|tolak) (?:atau|dan) membatalkan\b|\bbukanberarti\b"
                    r"|\bpesanan (?:anggota|pembeli|orang|yang) lain\b"
                )
            ),
            Way(MADE, but=EVER),
            Way(_FREE, but=EVER),
            Way(
                re.compile(
                    r"\b(?:sudah|setelah|yang) (?:\S+ ){0,2}?(?:beli|diterima|menerima|pesan|bayar"
                    r"|dibayarkan|masuk|terkirim"
                    r"|transfer|fix|dp|deal|lunas|pembayaran)\b"
                ),
                but=EVER,
                milder=rules.CANCELLING_PAID,
            ),
            _HOW,
            Way(re.compile(r"\bsetelah (?!pesanan\b)|\blewat (?:chat|nomor|dm)\b|\bsebagian\b"), but=EVER),
        ),
    ),
)
