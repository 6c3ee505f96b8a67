"""Re-derives every invariant from the whole database and names each breach. Owns no rows, changes nothing."""

from bukapo.audit.run import Breach, audit

__all__ = ["Breach", "audit"]
