"""How much one answer of a form may hold."""

MAX_PIECES = 99
"""Pieces in one answer; more is asked about (a slip of the finger, or somebody to call anyway)."""
MAX_NAME, MAX_ADDRESS, MAX_NOTE, MAX_EMAIL = 80, 400, 300, 254
"""Characters that an order keeps."""
