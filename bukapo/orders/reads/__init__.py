"""Orders told to the seller: lists, one order with everything about it, the money of a PO, imports."""
