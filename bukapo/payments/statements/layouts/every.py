from bukapo.payments.statements.columns import Layout
from bukapo.payments.statements.layouts.bca import BCA

LAYOUTS: tuple[Layout, ...] = (*BCA,)
"""The first that fits counts."""

BANKS = {"bca": "BCA", "mandiri": "Mandiri", "bri": "BRI", "bni": "BNI"}
"""Those that can be named; their names as people know them. `auto` looks at the columns."""
NAMES = {**BANKS, "permata": "Permata", "cimb": "CIMB Niaga"}
