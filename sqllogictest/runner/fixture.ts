/**
 * Tables that suites read: a folder with `setup.sql` and, for tables that it creates, `NAME.csv` files. A comment that begins
 * with `-- after loading:` holds statements that run when the files are in.
 */
import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { splitStatements } from '../../src/cli/statements.js';
import { WireClient } from '../../src/cli/wire-client.js';

export async function loadFixture(url: string, folder: string): Promise<void> {
  const setup = readFileSync(join(folder, 'setup.sql'), 'utf8');
  const client = await WireClient.connect(url);
  try {
    for (const statement of splitStatements(setup).statements) await client.query(statement);
    const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
    for (const file of files) {
      await client.copyIn(`COPY ${basename(file, '.csv')} FROM STDIN WITH (FORMAT csv)`, createReadStream(join(folder, file)));
    }
    const after = /^-- after loading:(.*)$/m.exec(setup)?.[1] ?? '';
    for (const statement of splitStatements(after).statements) await client.query(statement);
  } finally {
    await client.close();
  }
}
