/** Entry of the processes that a supervisor starts: the same command line as the binary, from the same compiled tree. */
import { run } from './main.js';

await run(process.argv);
