-- What the describe commands are tried on, in PostgreSQL and in Conduct.
SET client_min_messages = warning;
CREATE ROLE clerk LOGIN CONNECTION LIMIT 5;
CREATE ROLE staff NOLOGIN;
GRANT staff TO clerk;
COMMENT ON ROLE staff IS 'people who work here';

CREATE SCHEMA shop;
COMMENT ON SCHEMA shop IS 'what is sold';

CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');
COMMENT ON TYPE mood IS 'how it goes';
CREATE TYPE shop.address AS (street text, number int, zip char(5));
CREATE DOMAIN percent AS numeric(5,2) DEFAULT 0 NOT NULL CONSTRAINT percent_range CHECK (VALUE >= 0 AND VALUE <= 100);
CREATE DOMAIN shop.code AS varchar(8);

CREATE SEQUENCE shop.numbers START 100 INCREMENT 5 MAXVALUE 9999 CYCLE;
COMMENT ON SEQUENCE shop.numbers IS 'for invoices';

CREATE TABLE people (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  email varchar(80) UNIQUE,
  born date,
  feels mood DEFAULT 'ok',
  active boolean NOT NULL DEFAULT true
);
COMMENT ON TABLE people IS 'everybody';
COMMENT ON COLUMN people.email IS 'where to write to';

CREATE TABLE shop.products (
  sku char(10) NOT NULL,
  title text NOT NULL,
  price numeric(10,2) DEFAULT 0,
  weight real,
  tags text[],
  details jsonb,
  discount percent,
  CONSTRAINT products_key PRIMARY KEY (sku),
  CONSTRAINT price_positive CHECK (price >= 0)
);
COMMENT ON CONSTRAINT price_positive ON shop.products IS 'nothing costs less than nothing';

CREATE TABLE shop.orders (
  id serial PRIMARY KEY,
  person bigint NOT NULL,
  placed timestamptz DEFAULT now(),
  note varchar(200) DEFAULT 'none'::character varying,
  total numeric(12,2),
  total_cents bigint GENERATED ALWAYS AS ((total * 100)::bigint) STORED
);
CREATE INDEX orders_person_idx ON shop.orders (person);
CREATE INDEX orders_placed_idx ON shop.orders (placed DESC, id);
CREATE INDEX orders_note_idx ON shop.orders (lower(note)) WHERE total > 0;
COMMENT ON INDEX shop.orders_person_idx IS 'whose orders';

CREATE TABLE shop.items (
  order_id int NOT NULL,
  line smallint NOT NULL,
  sku char(10) NOT NULL,
  quantity int NOT NULL DEFAULT 1 CHECK (quantity > 0),
  PRIMARY KEY (order_id, line),
  UNIQUE (order_id, sku)
);

CREATE TABLE measures (
  at timestamp(3) NOT NULL,
  sensor int NOT NULL,
  value double precision,
  flags bit(4),
  more bit varying(12),
  span interval,
  clock time,
  zoned timetz,
  raw bytea,
  id uuid,
  doc json
);

CREATE TABLE events (id int, day date NOT NULL, kind text) PARTITION BY RANGE (day);
CREATE TABLE events_2024 PARTITION OF events FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
CREATE TABLE events_rest PARTITION OF events DEFAULT;

CREATE TABLE animals (name text, legs int);
CREATE TABLE birds (wingspan real) INHERITS (animals);

CREATE TABLE "Odd Names" ("Select" int, "a b" text, "ünïcode" int, CONSTRAINT "Odd Key" PRIMARY KEY ("Select"));

CREATE TABLE pairs (a int, b int, c text, UNIQUE NULLS NOT DISTINCT (a, b));
CREATE UNIQUE INDEX pairs_c_idx ON pairs (c);

CREATE TABLE addresses (id int PRIMARY KEY, home shop.address, others shop.address[], feelings mood[], part shop.code);

CREATE VIEW adults AS SELECT id, name FROM people WHERE born < '2000-01-01';
COMMENT ON VIEW adults IS 'old enough';
CREATE VIEW shop.totals AS SELECT o.person, sum(o.total) AS total, count(*) AS orders FROM shop.orders o GROUP BY o.person;
CREATE MATERIALIZED VIEW busiest AS SELECT sensor, count(*) AS n FROM measures GROUP BY sensor;

CREATE FUNCTION twice(x int) RETURNS int LANGUAGE sql IMMUTABLE STRICT AS 'SELECT x * 2';
CREATE FUNCTION shop.cheap(limit_price numeric DEFAULT 10) RETURNS TABLE (sku char, price numeric) LANGUAGE sql STABLE AS $$
  SELECT p.sku, p.price FROM shop.products p WHERE p.price < limit_price
$$;
COMMENT ON FUNCTION twice(int) IS 'doubles';

CREATE TABLE shop.reviews (
  id int PRIMARY KEY,
  sku char(10) REFERENCES shop.products ON DELETE CASCADE,
  reviewer bigint,
  CONSTRAINT reviewer_key FOREIGN KEY (reviewer) REFERENCES people (id) ON UPDATE CASCADE ON DELETE SET NULL
);
