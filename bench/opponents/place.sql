-- One order in one call: what a careful engineer writes who has counted his round trips. The caller's statement is
-- its own transaction. Counters are updated LAST, so that their rows are locked for as short a time as can be.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;

CREATE FUNCTION bench.iso(moment timestamptz) RETURNS text LANGUAGE sql STABLE AS $$
  -- As Python's isoformat() writes it, which the event's digest is made of.
  SELECT to_char(moment AT TIME ZONE 'UTC', CASE WHEN extract(microseconds FROM moment)::int % 1000000 = 0
    THEN 'YYYY-MM-DD"T"HH24:MI:SS' ELSE 'YYYY-MM-DD"T"HH24:MI:SS.US' END) || '+00:00'
$$;

CREATE FUNCTION bench.account(of_store bigint, wanted text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  found_id bigint;
BEGIN
  SELECT id INTO found_id FROM ledger_account WHERE store_id = of_store AND code = wanted;
  IF found_id IS NULL THEN
    INSERT INTO ledger_account (store_id, code) VALUES (of_store, wanted) ON CONFLICT DO NOTHING;
    SELECT id INTO found_id FROM ledger_account WHERE store_id = of_store AND code = wanted;
  END IF;
  RETURN found_id;
END $$;

CREATE FUNCTION bench.free_code(of_store bigint, base int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  free int := 1 + floor(random() * 999)::int;
BEGIN
  FOR step IN 0..998 LOOP
    IF NOT EXISTS (SELECT 1 FROM payments_charge WHERE store_id = of_store AND transfer_amount = base + free) THEN
      RETURN free;
    END IF;
    free := free % 999 + 1;
  END LOOP;
  RETURN 0;
END $$;

-- `doc` is the priced order: see `bench.opponents.docs`. Returns number and secret; raises 'closed', 'key conflict',
-- or a violation of the counters' CHECK when it is sold out.
CREATE FUNCTION bench.place(
  doc jsonb, with_key text, with_phone text, with_number text, with_secret text, OUT number text, OUT secret text
) LANGUAGE plpgsql AS $$
DECLARE
  of_store bigint := doc->'store';
  of_campaign bigint := doc->'campaign';
  goods_total int := doc->'goods';
  deposit int := doc->'deposit';
  balance int := goods_total - deposit;
  at timestamptz;
  window_end timestamptz;
  earlier record;
  new_order bigint;
  new_event bigint;
  first_charge bigint;
  second_charge bigint;
  deposits bigint := bench.account(of_store, 'deposits');
  receivable bigint := bench.account(of_store, 'receivable');
  unique_code bigint := bench.account(of_store, 'unique_code');
  code int;
  asked int;
  pay_until timestamptz;
  postings text;
  data text;
  sealed text;
  need record;
BEGIN
  SELECT o.number, o.secret, o.body_digest, o.campaign_id INTO earlier FROM orders_order o WHERE o.key = with_key;
  IF FOUND THEN
    IF earlier.body_digest <> doc->>'body_digest' OR earlier.campaign_id <> of_campaign THEN
      RAISE EXCEPTION 'key conflict';
    END IF;
    number := earlier.number;
    secret := earlier.secret;
    RETURN;
  END IF;
  at := clock_timestamp();
  SELECT closes_at INTO window_end FROM campaigns_campaign
    WHERE id = of_campaign AND state = 'published' AND opens_at <= at AND at < closes_at;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'closed';
  END IF;
  number := with_number;
  secret := with_secret;
  new_order := nextval('orders_order_id_seq');
  new_event := nextval('journal_event_id_seq');
  first_charge := nextval('payments_charge_id_seq');
  second_charge := nextval('payments_charge_id_seq');
  code := bench.free_code(of_store, deposit);
  asked := goods_total + code;
  pay_until := at + make_interval(hours => (doc->'pay_hours')::int);
  postings := format('[["deposits","receivable",%s,"charge:%s",%s]', deposit, first_charge, new_order)
    || CASE WHEN code > 0 THEN format(',["unique_code","receivable",%s,"charge:%s",%s]', code, first_charge, new_order)
       ELSE '' END
    || format(',["deposits","receivable",%s,"charge:%s",%s]]', balance, second_charge, new_order);
  data := format(
    '{"discount":0,"goods":%s,"lines":%s,"now":%s,"number":"%s","outstanding":%s,"partner_id":null,"pay_by":"%s","pieces":%s,"postings":%s,'
    '"shipping_fee":0,"source":"form","state":"placed","terms_digest":"%s","terms_id":%s}',
    goods_total, doc->>'event_lines', deposit + code, number, asked, bench.iso(pay_until), doc->>'pieces', postings,
    doc->>'terms_digest', coalesce(doc->>'terms_id', 'null'));
  sealed := encode(sha256(convert_to(format(
    '["","order.placed","%s",["buyer",null,"Pembeli"],[%s,%s,%s,"orders.Order",%s,1],%s]',
    bench.iso(at), of_store, of_campaign, new_order, new_order, data), 'UTF8')), 'hex');

  INSERT INTO orders_order (id, version, chain, number, secret, key, body_digest, state, source, language, buyer_name,
    phone, email, fulfilment, address, city, postal_code, note, pieces, weight, goods, shipping_fee, discount, charged, paid,
    refunded, forgiven, pay_by, placed_at, campaign_id, store_id, terms_id, early, if_short, second_choice)
  VALUES (new_order, 1, sealed, number, secret, with_key, doc->>'body_digest', 'placed', 'form', doc->>'language',
    doc->>'buyer_name', with_phone, '', 'pickup', '', '', '', doc->>'note', (doc->'pieces')::int,
    (doc->'weight')::int, goods_total, 0, 0, asked, 0, 0, 0, pay_until, at, of_campaign, of_store,
    (doc->>'terms_id')::bigint, false, '', '');
  INSERT INTO orders_orderline (store_id, order_id, position, product_id, variant_id, product_name, label, values, qty,
    unit_price, extra, personalization, total)
  SELECT of_store, new_order, l.position, l.product_id, l.variant_id, l.product_name, l.label, l.values, l.qty,
    l.unit_price, l.extra, l.personalization, l.total
  FROM jsonb_to_recordset(doc->'lines') AS l(position int, product_id bigint, variant_id bigint, product_name text,
    label text, values jsonb, qty int, unit_price int, extra int, personalization jsonb, total int);
  INSERT INTO payments_charge (id, store_id, order_id, kind, position, state, goods, shipping, code, total, paid,
    transfer_amount, due_at, opened_at, reminded)
  VALUES
    (first_charge, of_store, new_order, 'deposit', 0, 'open', deposit, 0, code, deposit + code, 0,
      CASE WHEN code > 0 THEN deposit + code END, pay_until, at, 0),
    (second_charge, of_store, new_order, 'balance', 1, 'planned', balance, 0, 0, balance, 0, NULL, NULL, NULL, 0);
  INSERT INTO journal_event (id, store_id, campaign_id, order_id, kind, subject, subject_id, seq, at, actor_kind,
    actor_id, actor_label, data, digest)
  VALUES (new_event, of_store, of_campaign, new_order, 'order.placed', 'orders.Order', new_order, 1, at, 'buyer', NULL,
    'Pembeli', data::jsonb, sealed);
  INSERT INTO journal_delivery (event_id, consumer, state, attempts, run_after, error)
  VALUES (new_event, 'bukapo.messaging.consumer.tell', 'queued', 0, at, '');
  INSERT INTO ledger_posting (store_id, event_id, source_id, destination_id, amount, cause, order_id, at)
  SELECT of_store, new_event, p.source, receivable, p.amount, 'charge:' || p.charge, new_order, at
  FROM (VALUES (1, deposits, deposit, first_charge), (2, unique_code, code, first_charge),
    (3, deposits, balance, second_charge)) AS p(place, source, amount, charge)
  WHERE p.amount > 0 ORDER BY p.place;

  -- Foreign keys are checked now, not at COMMIT with the counters locked.
  SET CONSTRAINTS ALL IMMEDIATE;
  FOR need IN SELECT key::bigint AS variant, value::int AS pieces FROM jsonb_each(doc->'needs') ORDER BY 1 LOOP
    UPDATE campaigns_piececounter SET taken = taken + need.pieces
      WHERE campaign_id = of_campaign AND variant_id = need.variant;
  END LOOP;
  UPDATE campaigns_piececounter SET taken = taken + (doc->'pieces')::int
    WHERE campaign_id = of_campaign AND variant_id IS NULL;
  IF clock_timestamp() >= window_end THEN
    RAISE EXCEPTION 'closed';
  END IF;
END $$;
