"""What a piece costs and when a PO's money comes and goes."""
