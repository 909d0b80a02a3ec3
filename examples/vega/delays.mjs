// The same with the DataFrame: node examples/vega/delays.mjs [URL], in the folder of the project, with a server started in it by `npm start`.
import { avg, col, connect, count } from 'conduct';

const session = await connect(process.argv[2] ?? 'postgresql://conduct@127.0.0.1:5442/conduct');
const data = 'node_modules/vega-datasets/data';
const flights = session.read.parquet(`${data}/flights-3m.parquet`);
await flights
  .where(col('distance').gt(1000))
  .groupBy('origin')
  .agg(count().as('flights'), avg('delay').as('delay'))
  .orderBy(col('flights').desc())
  .limit(5)
  .show();
await session.close();
