"""Is it safe to start, and what would cancelling cost (a PO's money against its cost)?

Owns what a seller types of cost; the rest is read."""
