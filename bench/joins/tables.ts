/**
 * The tables of the join workload: parcels on their way. `scans`, `parcels` and `parcel_tags` are large; customers lie in towns, districts
 * and countries, and depots and couriers beside them; tariffs, outages and campaigns are intervals. Keys are skewed where life's are: some depots, couriers, tags
 * and customers have far more than their share.
 */
import { chance, randomRows, skewed, uniform, word } from './random-sql.js';

export interface JoinTable {
  readonly name: string;
  readonly rows: number;
  /** The CREATE TABLE statement without its distribution, which is Conduct's alone. */
  readonly create: string;
  readonly distribution: string;
  /** A SELECT that makes the rows. */
  readonly select: string;
}

interface Sizes {
  readonly scans: number;
  readonly parcels: number;
  readonly parcelTags: number;
  readonly customers: number;
  readonly follows: number;
  readonly claims: number;
  readonly couriers: number;
  readonly outages: number;
  readonly campaigns: number;
}

const COUNTRIES = 24;
const DISTRICTS = 240;
const TOWNS = 6_000;
const DEPOTS = 500;
const SERVICES = 12;
const TAGS = 2_000;
/** Weights that each service has tariffs for. */
const TARIFFS_PER_SERVICE = 100;
const TARIFF_GRAMS = 300;
const DAYS = 365;
const MINUTES = DAYS * 1_440;

function sizes(scale: number): Sizes {
  const of = (rows: number): number => Math.max(20, Math.round(rows * scale));
  return {
    scans: of(4_000_000),
    parcels: of(1_000_000),
    parcelTags: of(2_000_000),
    customers: of(150_000),
    follows: of(300_000),
    claims: of(80_000),
    couriers: of(20_000),
    outages: of(30_000),
    campaigns: of(2_000),
  };
}

export function joinTables(scale: number): readonly JoinTable[] {
  const size = sizes(scale);
  return [...places(), ...people(size), ...intervals(size), ...facts(size)];
}

function places(): readonly JoinTable[] {
  return [
    table('countries', COUNTRIES, 1, 'replicated', [
      ['country_id integer not null', 'n'],
      ['country text not null', `'country ' || n`],
      ['zone text not null', word('a', ['north', 'south', 'east', 'west'])],
    ]),
    table('districts', DISTRICTS, 2, 'replicated', [
      ['district_id integer not null', 'n'],
      ['country_id integer not null', uniform('a', COUNTRIES)],
      ['district text not null', `'district ' || n`],
    ]),
    table('towns', TOWNS, 3, 'town_id', [
      ['town_id integer not null', 'n'],
      ['district_id integer not null', skewed('a', DISTRICTS)],
      ['town text not null', `${word('b', ['Alder', 'Birch', 'Cedar', 'Elm', 'Hazel', 'Linden', 'Maple', 'Rowan'])} || ' ' || n`],
      ['inhabitants integer not null', `300 + ${skewed('c', 900_000)}`],
    ]),
    table('depots', DEPOTS, 4, 'depot_id', [
      ['depot_id integer not null', 'n'],
      ['town_id integer not null', uniform('a', TOWNS)],
      ['opened date not null', `date '2001-01-01' + (b % 7000)::integer`],
      ['docks integer not null', uniform('c', 40)],
    ]),
    table('services', SERVICES, 5, 'replicated', [
      ['service_id integer not null', 'n'],
      ['service text not null', `'service ' || n`],
      ['speed text not null', word('a', ['same day', 'express', 'standard', 'bulk'])],
      ['days integer not null', uniform('b', 9)],
    ]),
    table('tags', TAGS, 6, 'tag_id', [
      ['tag_id integer not null', 'n'],
      ['tag text not null', `${word('a', ['fragile', 'liquid', 'return', 'gift', 'frozen', 'signed'])} || '-' || n`],
      ['fee numeric(8,2) not null', '(b % 900) * 0.01'],
    ]),
  ];
}

function people({ customers, follows, couriers }: Sizes): readonly JoinTable[] {
  return [
    table('customers', customers, 7, 'customer_id', [
      ['customer_id integer not null', 'n'],
      ['town_id integer not null', skewed('a', TOWNS)],
      ['kind text not null', word('b', ['person', 'shop', 'office', 'factory'])],
      ['since date not null', `date '2010-01-01' + (c % 5800)::integer`],
      ['referred_by integer', `case when ${chance('d', 1, 3)} then ${uniform('e', customers)} end`],
    ]),
    table('follows', follows, 8, 'follower', [
      ['follower integer not null', uniform('a', customers)],
      ['followed integer not null', skewed('b', customers)],
      ['since date not null', `date '2020-01-01' + (c % 2000)::integer`],
    ]),
    table('couriers', couriers, 9, 'courier_id', [
      ['courier_id integer not null', 'n'],
      ['depot_id integer not null', skewed('a', DEPOTS)],
      ['vehicle text not null', word('b', ['bike', 'van', 'truck', 'tram', 'boat'])],
      ['born date not null', `date '1960-01-01' + (c % 16000)::integer`],
    ]),
  ];
}

function intervals({ outages, campaigns }: Sizes): readonly JoinTable[] {
  // Without a division, which is DuckDB's and PostgreSQL's in different ways.
  const step = `(n - 1 - (n - 1) % ${SERVICES}) * ${TARIFF_GRAMS / SERVICES}`;
  return [
    table('tariffs', SERVICES * TARIFFS_PER_SERVICE, 10, 'service_id', [
      ['service_id integer not null', `1 + (n - 1) % ${SERVICES}`],
      ['least_grams integer not null', step],
      ['most_grams integer not null', `${step} + ${TARIFF_GRAMS - 1}`],
      ['price numeric(8,2) not null', '2.50 + (a % 4000) * 0.01'],
    ]),
    table('outages', outages, 11, 'depot_id', [
      ['outage_id integer not null', 'n'],
      ['depot_id integer not null', uniform('a', DEPOTS)],
      ['from_minute integer not null', `b % ${MINUTES}`],
      ['to_minute integer not null', `b % ${MINUTES} + 5 + c % 600`],
      ['severity integer not null', uniform('d', 5)],
    ]),
    table('campaigns', campaigns, 12, 'campaign_id', [
      ['campaign_id integer not null', 'n'],
      ['from_day date not null', `date '2026-01-01' + (a % ${DAYS})::integer`],
      ['to_day date not null', `date '2026-01-01' + (a % ${DAYS} + b % 20)::integer`],
      ['least_value numeric(10,2) not null', '(c % 100000) * 0.01'],
      ['budget numeric(12,2) not null', '(d % 5000000) * 0.01'],
    ]),
  ];
}

function facts({ scans, parcels, parcelTags, claims, couriers, customers }: Sizes): readonly JoinTable[] {
  return [
    table('parcels', parcels, 13, 'parcel_id', [
      ['parcel_id bigint not null', 'n'],
      ['sender_id integer not null', skewed('a', customers)],
      ['receiver_id integer not null', uniform('b', customers)],
      ['service_id integer not null', skewed('c', SERVICES)],
      ['posted date not null', `date '2026-01-01' + (d % ${DAYS})::integer`],
      ['grams integer not null', skewed('e', TARIFFS_PER_SERVICE * TARIFF_GRAMS)],
      ['worth numeric(10,2)', `case when ${chance('f', 9, 10)} then (f % 200000) * 0.01 end`],
    ]),
    table('scans', scans, 14, 'parcel_id', [
      ['scan_id bigint not null', 'n'],
      ['parcel_id bigint not null', uniform('a', parcels)],
      ['depot_id integer not null', skewed('b', DEPOTS)],
      ['courier_id integer', `case when ${chance('f', 19, 20)} then ${skewed('c', couriers)} end`],
      ['minute integer not null', `d % ${MINUTES}`],
      ['seconds integer not null', skewed('e', 3_600)],
    ]),
    table('parcel_tags', parcelTags, 15, 'parcel_id', [
      ['parcel_id bigint not null', uniform('a', parcels)],
      ['tag_id integer not null', skewed('b', TAGS)],
    ]),
    // Some are for parcels that are not there.
    table('claims', claims, 16, 'claim_id', [
      ['claim_id integer not null', 'n'],
      ['parcel_id bigint', `case when ${chance('e', 49, 50)} then ${uniform('a', Math.round(parcels * 1.1))} end`],
      ['filed date not null', `date '2026-01-05' + (b % ${DAYS})::integer`],
      ['amount numeric(10,2) not null', '(c % 150000) * 0.01'],
      ['state text not null', word('d', ['open', 'paid', 'refused'])],
    ]),
  ];
}

/** columns: a column's definition and the expression of its values. */
function table(name: string, rows: number, seed: number, distribution: string, columns: readonly (readonly [string, string])[]): JoinTable {
  return {
    name,
    rows,
    create: `create table ${name} (${columns.map(([definition]) => definition).join(', ')})`,
    distribution: distribution === 'replicated' ? `distribution = replicated` : `distributed_by = '${distribution}'`,
    select: `select ${columns.map(([, value]) => value).join(', ')} from ${randomRows(rows, seed)}`,
  };
}
