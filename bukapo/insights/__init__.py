"""What a PO taught. Owns no table: reads what happened and says it in numbers, beside the store's earlier POs.

Promises: every number is counted from the rows of that moment; a share of nothing is not known, and never a zero.
"""
