"""Fetching: slots of a PO, and the counter where orders are handed over by code."""
