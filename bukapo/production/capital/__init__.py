"""Is it safe to start, and what would cancelling cost: a PO's money against its cost. Reads, and what a seller types."""
