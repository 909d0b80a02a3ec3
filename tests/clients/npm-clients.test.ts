/** Clients from npm against a cluster, each with a scenario of what its users do. */
import { TestCluster } from '../processes/support.js';
import { drizzleClient } from './drizzle.js';
import { knexClient } from './knex.js';
import { kyselyClient } from './kysely.js';
import { pgClient } from './pg.js';
import { postgresClient } from './postgres.js';
import { sequelizeClient } from './sequelize.js';
import { typeormClient } from './typeorm.js';

/** A server that runs already, for quick rounds; PostgreSQL too. */
const URL_OF_SERVER = process.env.CONDUCT_CLIENTS_URL;

describe('clients from npm', function () {
  this.timeout(120_000);
  let cluster: TestCluster | null = null;

  before(async () => {
    if (URL_OF_SERVER === undefined) cluster = await TestCluster.start({ workers: 1 });
  });

  after(() => cluster?.stop());

  const url = (): string => URL_OF_SERVER ?? cluster?.url ?? '';
  for (const client of [pgClient, postgresClient, kyselyClient, knexClient, drizzleClient, typeormClient, sequelizeClient]) client(url);
});
