"""Prices that move after ordering: tiers settled when the PO closes, and extra cost a seller proposes to buyers.

Promises: a price never rises without the accepted answer of the buyer who pays it; what was settled at closing is never
taken back.
"""
