"""A part of an order sent ahead, when its buyer agrees. The rest is the order's parcel, as ever.

Why a row type of its own and not several parcels per order: docs/decisions/0040-packing.md.
"""
