"""Orders that wait for their transfer, inserted set by set, and the bank's file that pays them.

No two ask the same amount; of the file's lines 3 in 100 came without their unique code or less a bank's fee.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone

from bench.seed import Run

WIB = timezone(timedelta(hours=7))
FIRST_AMOUNT, APART = 1_000_000, 11
"""Rupiah: the n-th order asks FIRST_AMOUNT + APART * n."""
DOUBTFUL = 33
"""One line of so many is not what was asked."""
NAMES = ("RINA WULANDARI", "BUDI SANTOSO", "SITI AMINAH", "AGUS SETIAWAN", "DEWI LESTARI", "JOKO PRASETYO")

_RANDOM = "md5(random()::text || i)"
_ORDERS = f"""
INSERT INTO orders_order (version, chain, store_id, campaign_id, number, secret, key, body_digest, state, source,
  language, buyer_name, phone, email, fulfilment, address, city, postal_code, note, pieces, weight, goods, shipping_fee,
  discount, charged, paid, refunded, forgiven, pay_by, placed_at, early, if_short, second_choice)
SELECT 1, {_RANDOM} || {_RANDOM}, {{store}}, {{campaign}},
  'PO-' || upper(substr({_RANDOM}, 1, 3) || lpad(to_hex(i), 5, '0')),
  substr({_RANDOM}, 1, 22), {_RANDOM}, {_RANDOM}, 'placed', 'form', 'id',
  (ARRAY['Rina Wulandari','Budi Santoso','Siti Aminah','Agus Setiawan','Dewi Lestari','Joko Prasetyo'])[1 + i % 6]
    || ' ' || i, '+62813' || lpad(i::text, 8, '0'), '', 'pickup', '', '', '', '', 3, 600,
  {FIRST_AMOUNT} + {APART} * i - 500, 0, 0, {FIRST_AMOUNT} + {APART} * i, 0, 0, 0, now() + interval '1 day',
  now() - interval '1 hour', false, '', ''
FROM generate_series({{first}}, {{last}}) i"""
_CHARGES = """
INSERT INTO payments_charge (store_id, order_id, kind, position, state, goods, shipping, code, total, paid,
  transfer_amount, due_at, opened_at, reminded)
SELECT store_id, id, 'full', 0, 'open', charged - 500, 0, 500, charged, 0, charged, pay_by, placed_at, 0
FROM orders_order WHERE campaign_id = {campaign} AND state = 'placed' ORDER BY id"""
_EVENTS = """
INSERT INTO journal_event (store_id, campaign_id, order_id, kind, subject, subject_id, seq, at, actor_kind, actor_id,
  actor_label, data, digest)
SELECT store_id, campaign_id, id, 'order.placed', 'orders.Order', id, 1, placed_at, 'buyer', NULL, 'Pembeli',
  jsonb_build_object('state', 'placed', 'number', number, 'outstanding', charged, 'source', 'form', 'pieces', 3,
    'goods', goods, 'shipping_fee', 0, 'discount', 0, 'now', charged, 'lines', '[[1, 3, 94000]]'::jsonb,
    'partner_id', NULL, 'terms_digest', repeat('0', 64), 'terms_id', NULL), chain
FROM orders_order WHERE campaign_id = {campaign} AND state = 'placed' ORDER BY id"""
_DELIVERIES = """
INSERT INTO journal_delivery (event_id, consumer, state, attempts, run_after, error)
SELECT id, 'bukapo.messaging.consumer.tell', 'done', 1, at, '' FROM journal_event
WHERE campaign_id = {campaign} AND kind = 'order.placed'"""
_POSTINGS = """
INSERT INTO ledger_posting (store_id, event_id, source_id, destination_id, amount, cause, order_id, at)
SELECT e.store_id, e.id, a.deposits, a.receivable, (e.data->>'goods')::bigint, 'charge:' || e.order_id, e.order_id, e.at
FROM journal_event e CROSS JOIN (SELECT min(id) FILTER (WHERE code = 'deposits') AS deposits,
  min(id) FILTER (WHERE code = 'receivable') AS receivable FROM ledger_account WHERE store_id = {store}) a
WHERE e.campaign_id = {campaign} AND e.kind = 'order.placed'"""


def insert_waiting_orders(run: Run, store_id: int, campaign_id: int, count: int) -> None:
    """`count` orders with one open charge each, numbered from 1, with their events. Needs an open transaction."""
    for code in ("deposits", "receivable"):
        run(
            f"INSERT INTO ledger_account (store_id, code) VALUES ({store_id}, '{code}') ON CONFLICT DO NOTHING"
        )
    values = {"store": store_id, "campaign": campaign_id, "first": 1, "last": count}
    for statement in (_ORDERS, _CHARGES, _EVENTS, _DELIVERIES, _POSTINGS):
        run(statement.format(**values))


def statement_of(numbers: range, *, account: str, at: datetime | None = None) -> bytes:
    """A KlikBCA file (CSV) in which the orders of these numbers are paid."""
    day = (at or datetime.now(UTC)).astimezone(WIB).date()
    opening, received, lines = 5_000_000, 0, []
    for number in numbers:
        amount = _paid(number)
        received += amount
        lines.append(
            f"'{day:%d/%m},\"TRSF E-BANKING CR {day:%d%m}/FTSCY/WS95{number % 1000:03} {amount}.00 {NAMES[number % 6]} "
            f'{number}",\'0000,"{amount:,}.00",CR,"{opening + received:,}.00"'
        )
    return "\n".join([*_head(account, day), *lines, *_foot(opening, received), ""]).encode()


def _paid(number: int) -> int:
    asked = FIRST_AMOUNT + APART * number
    if number % DOUBTFUL:
        return asked
    return asked - 500 if number % (2 * DOUBTFUL) else asked - 2_500 - 1


def _head(account: str, day: date) -> Iterator[str]:
    yield "Informasi Rekening - Mutasi Rekening"
    yield f"No. rekening : {account}"
    yield "Nama : TOKO CONTOH"
    yield f"Periode : {day:%d/%m/%Y} - {day:%d/%m/%Y}"
    yield "Kode Mata Uang : IDR"
    yield ""
    yield "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo"


def _foot(opening: int, received: int) -> Iterator[str]:
    yield f'"Saldo Awal : {opening:,}.00"'
    yield f'"Mutasi Kredit : {received:,}.00"'
    yield '"Mutasi Debet : 0.00"'
    yield f'"Saldo Akhir : {opening + received:,}.00"'
