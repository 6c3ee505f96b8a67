"""How much one file may hold. A bigger one is refused with a sentence, never cut."""

MAX_BYTES = 10_000_000
MAX_ROWS = 20_000
MAX_COLUMNS = 300
MAX_UNPACKED_BYTES = 100_000_000
"""Of one part inside an XLSX: a few kilobytes can unpack to gigabytes."""
