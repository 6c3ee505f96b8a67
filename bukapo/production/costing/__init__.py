"""What a piece really costs (HPP), from how many pieces a PO pays for itself, and when its money comes and goes."""
