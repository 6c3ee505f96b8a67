"""A right of the buyer and a refusal in one clause, in whatever words: the widest frames, so with the most ways out.

They only ask (`linting.certainty`): none of these is certain by itself.
"""

import re

from bukapo.campaigns.linting import rules
from bukapo.campaigns.linting.frames import BUYERS_FAULT, EVER, LASTING, MADE, MENDED, Frame, Way, frame
from bukapo.campaigns.linting.frames_prose import ELSEHOW, EXCEPTED, REASSURED
from bukapo.campaigns.linting.wording import wording

_NO = "NOT !FREELY|MUST|GOOD|REJECT|BURN|PUNISH|LESSEN|OBLIGED|DAMAGE|PAST|CONTENT|ADD"
_ORDINARY = Way(
    re.compile(
        r"\b(?:medsos|kolom komentar|instagram|tunai|pulsa|biaya|potongan|ongkir|warna layar|sudah selesai|desain"
        r"|tambah|poin|voucher|bonus|hadiah|sebagian)\b"
    ),
    but=EVER,
)
"""What is refused is a way of doing it, or nothing that was bought."""
_WAYS = (BUYERS_FAULT, EXCEPTED, MENDED, REASSURED, LASTING, ELSEHOW, _ORDINARY)
_DENIED = Way(
    re.compile(
        r"\btidak (?:(?:pernah|akan|bisa|kami|mungkin) ){0,2}"
        r"(?:menolak|nolak|tolak|ditolak|mengabaikan|abaikan|diabaikan|menghapus)\b"
    ),
    wording("NOT ~ FREELY", "NOT ~ MUST"),
)
RIGHTS: tuple[Frame, ...] = (
    frame(
        rules.MONEY_BACK,
        f"{_NO} CAN? ^^4 REFUND|MONEYBACK",
        f"REFUND ::8 {_NO}",
        "REJECT|WITHOUT ^^3 REFUND|MONEYBACK",
        "REFUND|MONEYBACK ::6 REJECT|BURN",
        ways=(*_WAYS, Way(MADE, but=EVER), _DENIED),
    ),
    frame(
        rules.RETURNS,
        f"{_NO} CAN? ^^4 RETURN|SWAP",
        f"RETURN ::8 {_NO}",
        "REJECT|WITHOUT ^^3 RETURN",
        "RETURN ::6 REJECT|BURN|PUNISH",
        ways=(*_WAYS, Way(MADE, but=EVER), _DENIED),
    ),
    frame(
        rules.COMPLAINTS,
        f"{_NO} CAN? ^^4 COMPLAIN",
        "COMPLAIN ::11 REJECT|BURN",
        "EQ ..3 GOOD ,,6 NOT ..2 COMPLAIN",
        ways=(*_WAYS, _DENIED),
    ),
    frame(
        rules.SHIFTS,
        f"{_NO} CAN? ^^5 COMPENSATE",
        f"COMPENSATE ::5 {_NO}",
        ways=(*_WAYS, _DENIED),
    ),
    frame(rules.CANCELLING, "NOT ^^3 OWN ..2 CANCEL", ways=(*_WAYS, _DENIED)),
)
