"""Packing by scans: one desk fills one parcel, piece by piece. What does not belong is refused, what lacks holds it.

Owns the rule of the store (`PackingRule`), packings (`Packing`) and the pieces scanned into them (`PackScan`).
"""
