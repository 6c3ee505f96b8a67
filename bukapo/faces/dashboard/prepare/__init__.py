"""Preparing a PO: the seller's door, the store, its products, fees, and the wizard that opens a PO."""
