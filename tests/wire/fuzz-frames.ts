/** `npm run fuzz:wire [FRAMES [SEED]]`: a million frames, and what they made of the server. */
import { fuzz } from './fuzz.js';

const [frames = 1_000_000, seed = Date.now() % 2 ** 31] = process.argv.slice(2).map(Number);
console.log(`seed ${seed}`);
const before = process.memoryUsage().rss;
const result = await fuzz(seed, frames);
const grownMb = Math.round((process.memoryUsage().rss - before) / 2 ** 20);
console.log(JSON.stringify({ ...result, internalErrors: result.internalErrors.slice(0, 3), grownMb }));
const { hung, left, unanswered, internalErrors } = result;
if (hung > 0 || left > 0 || unanswered > 0 || internalErrors.length > 0 || grownMb > 512) process.exitCode = 1;
