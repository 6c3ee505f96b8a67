"""How far a walk goes. The same walks run on each database; PostgreSQL, over a socket, takes the first part of them."""

from django.db import connection


def examples(most: int) -> int:
    """`most` on SQLite, two fifths of them on PostgreSQL."""
    return most if connection.vendor == "sqlite" else max(3, most * 2 // 5)
