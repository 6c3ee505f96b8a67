"""Kinds of parts in addresses."""


class TableKind:
    """`csv` or `xlsx`, the kinds of a table to download."""

    regex = "csv|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class QrKind:
    """`png` or `svg`, the kinds of a QR code to download."""

    regex = "png|svg"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value
