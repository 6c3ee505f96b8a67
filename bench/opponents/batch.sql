-- The ceiling: many orders built inside PostgreSQL and written set-wise in one transaction, no client in between.
-- plpgsql keeps the plan between calls; compiling such short statements (jit) would only cost.
CREATE TABLE bench.cart (
  campaign_id bigint, n int, doc jsonb,
  store_id bigint, terms_id bigint, terms_digest text, pay_hours int, body_digest text, buyer_name text, note text,
  language text, goods int, deposit int, pieces int, weight int, event_lines text,
  PRIMARY KEY (campaign_id, n)
);
CREATE TABLE bench.cart_line (
  campaign_id bigint, n int, position int, product_id bigint, variant_id bigint, product_name text, label text,
  values jsonb, qty int, unit_price int, extra int, personalization jsonb, total int,
  PRIMARY KEY (campaign_id, n, position)
);
CREATE SEQUENCE bench.number;

CREATE FUNCTION bench.unfold(of_campaign bigint) RETURNS void LANGUAGE sql AS $$
  UPDATE bench.cart SET store_id = (doc->'store')::bigint, terms_id = (doc->>'terms_id')::bigint,
    terms_digest = doc->>'terms_digest', pay_hours = (doc->'pay_hours')::int, body_digest = doc->>'body_digest',
    buyer_name = doc->>'buyer_name', note = doc->>'note', language = doc->>'language', goods = (doc->'goods')::int, deposit = (doc->'deposit')::int,
    pieces = (doc->'pieces')::int, weight = (doc->'weight')::int, event_lines = doc->>'event_lines'
  WHERE campaign_id = of_campaign;
  INSERT INTO bench.cart_line
  SELECT c.campaign_id, c.n, l.* FROM bench.cart c CROSS JOIN LATERAL jsonb_to_recordset(c.doc->'lines') AS l(
    position int, product_id bigint, variant_id bigint, product_name text, label text, values jsonb, qty int,
    unit_price int, extra int, personalization jsonb, total int)
  WHERE c.campaign_id = of_campaign;
  SELECT bench.account(s, a) FROM (SELECT max(store_id) AS s FROM bench.cart WHERE campaign_id = of_campaign) AS one,
    (VALUES ('deposits'), ('receivable'), ('unique_code')) AS v(a);
$$;

-- One of the carts, as another buyer: what pgbench calls for one order per transaction.
CREATE FUNCTION bench.place_any(of_campaign bigint, carts int) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN (SELECT (bench.place(c.doc, md5(random()::text || clock_timestamp()::text), '+62812' || lpad(one.n::text, 8, '0'),
    'PO-' || upper(substr(md5(one.n || random()::text), 1, 13)), substr(md5(random()::text || one.n), 1, 22))).secret
  FROM (SELECT nextval('bench.number') AS n) AS one
  JOIN bench.cart c ON c.campaign_id = of_campaign AND c.n = one.n % carts);
END $$;

-- Unique codes need no search here: the running number gives every cart its codes in turn, 999 orders of each.
CREATE FUNCTION bench.place_batch(of_campaign bigint, carts int, how_many int) RETURNS bigint LANGUAGE plpgsql
SET jit = off AS $$
DECLARE
  written bigint;
BEGIN
  WITH account AS MATERIALIZED (
    SELECT min(id) FILTER (WHERE code = 'deposits') AS deposits, min(id) FILTER (WHERE code = 'receivable') AS receivable,
      min(id) FILTER (WHERE code = 'unique_code') AS unique_code
    FROM ledger_account WHERE store_id = (SELECT store_id FROM campaigns_campaign WHERE id = of_campaign)
  ), held AS MATERIALIZED (
    SELECT id FROM campaigns_piececounter WHERE campaign_id = of_campaign ORDER BY id FOR UPDATE
  ), fresh AS MATERIALIZED (
    SELECT nextval('orders_order_id_seq') AS order_id, nextval('journal_event_id_seq') AS event_id,
      nextval('payments_charge_id_seq') AS first_charge, nextval('payments_charge_id_seq') AS second_charge,
      nextval('bench.number') AS running, clock_timestamp() AS at
    FROM generate_series(1, how_many), (SELECT count(*) FROM held) AS locked
  ), priced AS MATERIALIZED (
    SELECT f.*, c.*, 1 + f.running / carts % 999 AS code, f.at + make_interval(hours => c.pay_hours) AS pay_until,
      'PO-' || upper(substr(md5(f.running || random()::text), 1, 13)) AS number, md5(random()::text || f.running) AS key,
      substr(md5(random()::text || f.running), 1, 22) AS secret
    FROM fresh f JOIN bench.cart c ON c.campaign_id = of_campaign AND c.n = f.running % carts
  ), told AS MATERIALIZED (
    SELECT p.*, format(
      '{"discount":0,"goods":%s,"lines":%s,"now":%s,"number":"%s","outstanding":%s,"partner_id":null,"pay_by":"%s","pieces":%s,"postings":'
      '[["deposits","receivable",%s,"charge:%s",%s],["unique_code","receivable",%s,"charge:%s",%s],'
      '["deposits","receivable",%s,"charge:%s",%s]],"shipping_fee":0,"source":"form","state":"placed","terms_digest":"%s",'
      '"terms_id":%s}',
      goods, event_lines, deposit + code, number, goods + code, bench.iso(pay_until), pieces,
      deposit, first_charge, order_id, code, first_charge, order_id, goods - deposit, second_charge, order_id,
      terms_digest, coalesce(terms_id::text, 'null')) AS data
    FROM priced p
  ), sealed AS MATERIALIZED (
    SELECT t.*, encode(sha256(convert_to(format(
      '["","order.placed","%s",["buyer",null,"Pembeli"],[%s,%s,%s,"orders.Order",%s,1],%s]',
      bench.iso(at), store_id, campaign_id, order_id, order_id, data), 'UTF8')), 'hex') AS digest
    FROM told t
  ), orders AS (
    INSERT INTO orders_order (id, version, chain, number, secret, key, body_digest, state, source, language,
      buyer_name, phone, email, fulfilment, address, city, postal_code, note, pieces, weight, goods, shipping_fee,
      discount, charged, paid, refunded, forgiven, pay_by, placed_at, campaign_id, store_id, terms_id, early,
      if_short, second_choice)
    SELECT order_id, 1, digest, number, secret, key, body_digest, 'placed', 'form', language, buyer_name,
      '+62812' || lpad(running::text, 8, '0'), '', 'pickup', '', '', '', note, pieces, weight, goods, 0, 0, goods + code,
      0, 0, 0, pay_until, at, campaign_id, store_id, terms_id, false, '', ''
    FROM sealed
  ), lines AS (
    INSERT INTO orders_orderline (store_id, order_id, position, product_id, variant_id, product_name, label, values,
      qty, unit_price, extra, personalization, total)
    SELECT s.store_id, s.order_id, l.position, l.product_id, l.variant_id, l.product_name, l.label, l.values, l.qty,
      l.unit_price, l.extra, l.personalization, l.total
    FROM sealed s JOIN bench.cart_line l ON l.campaign_id = s.campaign_id AND l.n = s.n
  ), charges AS (
    INSERT INTO payments_charge (id, store_id, order_id, kind, position, state, goods, shipping, code, total, paid,
      transfer_amount, due_at, opened_at, reminded)
    SELECT first_charge, store_id, order_id, 'deposit', 0, 'open', deposit, 0, code, deposit + code, 0, deposit + code,
      pay_until, at, 0 FROM sealed
    UNION ALL
    SELECT second_charge, store_id, order_id, 'balance', 1, 'planned', goods - deposit, 0, 0, goods - deposit, 0, NULL,
      NULL, NULL, 0 FROM sealed
  ), events AS (
    INSERT INTO journal_event (id, store_id, campaign_id, order_id, kind, subject, subject_id, seq, at, actor_kind,
      actor_id, actor_label, data, digest)
    SELECT event_id, store_id, campaign_id, order_id, 'order.placed', 'orders.Order', order_id, 1, at, 'buyer', NULL,
      'Pembeli', data::jsonb, digest FROM sealed
  ), deliveries AS (
    INSERT INTO journal_delivery (event_id, consumer, state, attempts, run_after, error)
    SELECT event_id, 'bukapo.messaging.consumer.tell', 'queued', 0, at, '' FROM sealed
  ), postings AS (
    INSERT INTO ledger_posting (store_id, event_id, source_id, destination_id, amount, cause, order_id, at)
    SELECT s.store_id, s.event_id, p.source, a.receivable, p.amount, 'charge:' || p.charge, s.order_id, s.at
    FROM sealed s CROSS JOIN account a CROSS JOIN LATERAL (VALUES
      (1, a.deposits, s.deposit, s.first_charge), (2, a.unique_code, s.code::int, s.first_charge),
      (3, a.deposits, s.goods - s.deposit, s.second_charge)) AS p(place, source, amount, charge)
    ORDER BY s.order_id, p.place
  ), needs AS (
    SELECT l.variant_id, sum(l.qty) AS pieces FROM sealed s
    JOIN bench.cart_line l ON l.campaign_id = s.campaign_id AND l.n = s.n
    GROUP BY GROUPING SETS ((l.variant_id), ())
  ), counted AS (
    UPDATE campaigns_piececounter c SET taken = taken + n.pieces FROM needs n
    WHERE c.campaign_id = of_campaign AND c.variant_id IS NOT DISTINCT FROM n.variant_id
  )
  SELECT count(*) INTO written FROM sealed;
  RETURN written;
END $$;
