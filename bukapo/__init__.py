"""BukaPO: an open-source, self-hosted pre-order ("Open PO") platform."""

__version__ = "0.1.0"
