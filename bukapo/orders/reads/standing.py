"""How an order stands, in one word for its stamp. Pure."""

UNPAID, REVIEWING, SHORT, DEPOSIT, PAID = "placed", "reviewing", "short", "deposit", "paid"
INSTALMENT, COD, COD_PLACED = "instalment", "cod", "cod_placed"


def standing(*, state: str, outstanding: int, proof_waits: bool, asked: int, paid: int, pay_mode: str) -> str:
    """The key of the stamp. Rupiah: `outstanding` still to come, `asked` of it is asked for now, `paid` came in.

    A proof that waits comes first: it is the seller's turn. `deposit` = the rest comes later, as agreed; `short` = some
    money is in, but less than was asked. Orders without a first payment wait for the seller, not for money.
    """
    if proof_waits:
        return REVIEWING
    if state == "placed":
        return SHORT if paid else COD_PLACED if pay_mode == COD else UNPAID
    if state == "confirmed":
        if outstanding <= 0:
            return PAID
        if pay_mode == "full" and asked:
            return SHORT
        return pay_mode if pay_mode in (INSTALMENT, COD) else DEPOSIT
    return state
