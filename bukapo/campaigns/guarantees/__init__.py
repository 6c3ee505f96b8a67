"""What a PO promises for the case that it is late, and for goods that are wrong or do not fit: declared, then frozen.

Declared for a store (its usual ladder) and for each PO (its own); frozen with every version of the terms, so that an
order keeps the ladder it was placed under. `trust.guarantees` acts by it.
"""
