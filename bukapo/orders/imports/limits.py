"""How much one import may hold. A bigger file is refused with a sentence, never cut."""

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_UNPACKED_BYTES = 100_000_000
"""Of one part inside an XLSX: a few kilobytes can unpack to gigabytes."""
MAX_PIECES = 99
"""Pieces in one answer; more is asked about (a slip of the finger, or somebody to call anyway)."""
MAX_NAME, MAX_ADDRESS, MAX_NOTE, MAX_EMAIL = 80, 400, 300, 254
"""Characters that an order keeps."""
