"""Who is on a list, counted and frozen by the database itself: fifty thousand people are one statement."""

from typing import Any

from django.db import connection

from bukapo.messaging.broadcasts.groups import Asked, Group, people_of
from bukapo.messaging.broadcasts.rules import Count, uses

# One phone or one e-mail is one person, as it is for a PO's limits; their latest order counts. Whoever asked one
# of their addresses to be left alone is not reached by the other one either.
_WITH = """
WITH person (rank_no, order_id, who, name, phone, mail) AS ({people}),
by_phone AS (
  SELECT *, row_number() OVER (PARTITION BY CASE WHEN phone = '' THEN who ELSE phone END ORDER BY rank_no DESC)
    AS nth FROM person),
by_mail AS (
  SELECT *, row_number() OVER (PARTITION BY CASE WHEN mail = '' THEN who ELSE lower(mail) END ORDER BY rank_no DESC)
    AS nth_mail FROM by_phone WHERE nth = 1),
once AS (
  SELECT p.*, EXISTS (SELECT 1 FROM messaging_stop s WHERE s.store_id = %s AND s.ended_at IS NULL
    AND (s.address = p.phone OR s.address = lower(p.mail))) AS stopped,
    CASE WHEN %s = 1 AND p.phone LIKE '+%%' AND NOT (%s = 1 AND p.mail <> '') THEN p.phone ELSE '' END AS by_whatsapp,
    CASE WHEN %s = 1 THEN p.mail ELSE '' END AS by_email
  FROM by_mail p WHERE nth_mail = 1),
reached AS (SELECT * FROM once WHERE NOT stopped AND (by_whatsapp <> '' OR by_email <> ''))
"""
_COUNT = """
SELECT (SELECT count(*) FROM person), (SELECT count(*) FROM once),
  (SELECT count(*) FROM once WHERE stopped),
  (SELECT count(*) FROM once WHERE NOT stopped AND by_whatsapp = '' AND by_email = ''),
  count(*), coalesce(sum(CASE WHEN by_whatsapp <> '' THEN 1 ELSE 0 END), 0),
  coalesce(sum(CASE WHEN by_email <> '' THEN 1 ELSE 0 END), 0)
FROM reached
"""
_FREEZE = """
INSERT INTO messaging_broadcastrecipient (store_id, broadcast_id, position, order_id, who, name, phone, email, {left})
{chosen}
SELECT %s, %s, row_number() OVER (ORDER BY rank_no), order_id, who, name, by_whatsapp, by_email, '' FROM reached
"""
_FROZEN = """
SELECT count(*), coalesce(sum(CASE WHEN phone <> '' THEN 1 ELSE 0 END), 0),
  coalesce(sum(CASE WHEN email <> '' THEN 1 ELSE 0 END), 0)
FROM messaging_broadcastrecipient WHERE broadcast_id = %s
"""


def count_people(group: Group, asked: Asked, *, way: str, silent: frozenset[str] = frozenset()) -> Count:
    """Who would be reached now. One statement."""
    chosen, values = _chosen(group, asked, way, silent)
    with connection.cursor() as cursor:
        cursor.execute(chosen + _COUNT, values)
        return Count(*cursor.fetchone())


def freeze_people(
    group: Group, asked: Asked, *, broadcast_id: int, way: str, silent: frozenset[str] = frozenset()
) -> tuple[int, int, int]:
    """Write the list; (people, by WhatsApp, by e-mail). Needs an open transaction. Two statements."""
    chosen, values = _chosen(group, asked, way, silent)
    statement = _FREEZE.format(chosen="{chosen}", left=connection.ops.quote_name("left"))
    with connection.cursor() as cursor:
        cursor.execute(statement.replace("{chosen}", chosen), [*values, asked.store_id, broadcast_id])
        cursor.execute(_FROZEN, [broadcast_id])
        people, whatsapp, email = cursor.fetchone()
    return int(people), int(whatsapp), int(email)


def _chosen(group: Group, asked: Asked, way: str, silent: frozenset[str]) -> tuple[str, list[Any]]:
    whatsapp, email, email_first = uses(way, silent)
    people, values = people_of(group, asked).query.sql_with_params()
    flags = [asked.store_id, int(whatsapp), int(email_first), int(email)]
    return _WITH.replace("{people}", people), [*values, *flags]
