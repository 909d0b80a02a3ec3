/** Where npm has put the files of vega-datasets. */
import { fileURLToPath } from 'node:url';

export const VEGA = fileURLToPath(new URL('../../../node_modules/vega-datasets/data', import.meta.url));
