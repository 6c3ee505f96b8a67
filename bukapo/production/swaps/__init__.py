"""Two buyers of a closed PO trade sizes: what is made stays the same, only whose it is changes."""
