"""Telling many at once: the list of who is written to is frozen when the seller confirms, the worker writes it out."""
