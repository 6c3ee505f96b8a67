"""Names of banks and wallets that people are offered when they write an account; any other name may be typed."""

BANKS = (
    "BCA",
    "Mandiri",
    "BRI",
    "BNI",
    "BSI",
    "CIMB Niaga",
    "Permata",
    "Danamon",
    "BTN",
    "SeaBank",
    "Jago",
    "DANA",
    "GoPay",
    "OVO",
)
