"""The house's seal (`stores.seal`), as everybody who keeps a key knows it."""

from bukapo.stores.seal import Unreadable, reseal, seal, unseal

__all__ = ["Unreadable", "reseal", "seal", "unseal"]
