"""What one PO taught: orders, days, goods, parcels, money, buyers' words. In `sections.py` other rooms plug in."""
