"""How alike two names are. Only ever a tie-breaker: banks cut names, and people pay for each other. Pure."""

import re

from rapidfuzz import fuzz

ALIKE = 75
"""From here on (of 100) a likeness is said to be one."""
VERY_ALIKE = 90

_WORDS = re.compile(r"[A-Z][A-Z']+")
_SAID_BY_BANKS = frozenset(
    word
    for line in (
        "TRSF BANKING FTSCY FTFVA WSID SWITCHING TRANSFER TRF TRFDN PAY CR DR DB KR DARI TO FROM OTOMATIS FAST BIF",
        "BCA BRI BNI MANDIRI BSI CIMB PERMATA DANA OVO GOPAY SETORAN TUNAI SETOR NBMB ESB MCM INHOUSETRF LIVIN BANK",
        "PEMBAYARAN BAYAR PAYMENT LUNAS PELUNASAN KAOS PESANAN ORDER UNTUK IDR SDR SDRI BPK IBU BIFAST",
    )
    for word in line.split()
)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a description that may be a person's name, in capitals."""
    return tuple(
        word for word in _WORDS.findall(text.upper()) if len(word) > 2 and word not in _SAID_BY_BANKS
    )


def likeness(said: str, name: str) -> int:
    """0 to 100: how much of the shorter name stands in the longer one, whatever the order. Both in capitals."""
    return int(fuzz.token_set_ratio(said, name)) if said and name else 0
