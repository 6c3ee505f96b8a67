"""What became of a PO's messages, counted."""
