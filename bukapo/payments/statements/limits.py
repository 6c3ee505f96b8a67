"""How much one statement may hold. A bigger one is refused with a sentence, never cut."""

MAX_BYTES = 30_000_000
MAX_LINES = 300_000
MAX_WORKBOOK_ROWS = 100_000
"""An XLSX is unpacked as a whole before its first row can be read."""
MAX_PAGE_BYTES = 10_000_000
"""Of a table saved as a web page."""
MAX_LINE = 20_000
"""Signs in one line of a text."""
HEAD_LINES = 60
"""The columns are named within the first so many lines."""
