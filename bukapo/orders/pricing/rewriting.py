"""Many rows of one table given new values: one prepared UPDATE, run per row. Needs an open transaction.

`bulk_update` builds a CASE for every row and column, which costs several times what the database does with it.
"""

from collections.abc import Sequence
from typing import Any

from django.db import connection, models


def rewrite(rows: Sequence[models.Model], columns: Sequence[str]) -> None:
    """Store these columns (plain numbers and words) of rows that were read and locked in this transaction."""
    if not rows:
        return
    meta: Any = rows[0]._meta
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(meta.get_field(name).column)} = %s" for name in columns)
    sql = f"UPDATE {quote(meta.db_table)} SET {sets} WHERE {quote(meta.pk.column)} = %s"
    with connection.cursor() as cursor:
        cursor.executemany(sql, [[*(getattr(row, name) for name in columns), row.pk] for row in rows])
