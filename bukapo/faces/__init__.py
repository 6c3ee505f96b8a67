"""Doors: one for each kind of person or program."""
