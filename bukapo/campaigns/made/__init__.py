"""A PO made to order: how fast single orders are made, and how that is promised in words."""
