/**
 * Single-row INSERTs a second, each its own durable transaction, over one connection and over eight:
 * `node dist/bench/insert-rate.js postgresql://conduct@127.0.0.1:5442/conduct [seconds]`.
 */
import pg from 'pg';

const [, , url = 'postgresql://conduct@127.0.0.1:5442/conduct', seconds = '10'] = process.argv;

const admin = new pg.Client(url);
await admin.connect();
for (const connections of [1, 8]) {
  await admin.query('drop table if exists insert_rate');
  await admin.query('create table insert_rate (id int primary key, note text)');
  const clients = Array.from({ length: connections }, () => new pg.Client(url));
  for (const client of clients) await client.connect();
  const started = performance.now();
  const end = started + Number(seconds) * 1_000;
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < end) {
        next += 1;
        await client.query(`insert into insert_rate values (${next}, 'row ${next}')`);
      }
    }),
  );
  const rate = next / ((performance.now() - started) / 1_000);
  const { rows } = await admin.query<{ count: string }>('select count(*) from insert_rate');
  console.log(`${connections} connection(s): ${rate.toFixed(0)} inserts/s, ${rows[0]?.count} of ${next} rows there`);
  for (const client of clients) await client.end();
}
await admin.query('drop table insert_rate');
await admin.end();
