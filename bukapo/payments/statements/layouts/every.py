"""The list of layouts, and the banks by name."""

from bukapo.payments.statements.columns import Layout
from bukapo.payments.statements.layouts.bca import BCA
from bukapo.payments.statements.layouts.bni import BNI
from bukapo.payments.statements.layouts.bri import BRI
from bukapo.payments.statements.layouts.mandiri import MANDIRI
from bukapo.payments.statements.layouts.others import OTHERS

LAYOUTS: tuple[Layout, ...] = (*BCA, *BRI, *BNI, *MANDIRI, *OTHERS)
"""No two fit the same titles."""

BANKS = {"bca": "BCA", "mandiri": "Mandiri", "bri": "BRI", "bni": "BNI"}
"""Those that can be named, as people call them. `auto` looks at the columns alone."""
NAMES = {**BANKS, "permata": "Permata", "cimb": "CIMB Niaga"}
