"""Re-derives every invariant from the whole database and names each breach. Owns no rows, changes nothing."""

from bukapo.audit.breach import Breach
from bukapo.audit.run import audit

__all__ = ["Breach", "audit"]
