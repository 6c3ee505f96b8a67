"""How a commission is paid. Pure."""

TRANSFER, CASH, CREDIT = "transfer", "cash", "credit"
HOW = (TRANSFER, CASH, CREDIT)
