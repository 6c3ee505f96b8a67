"""A PO below its minimum: judged at closing, and what each buyer chose carried out, one order a transaction."""
