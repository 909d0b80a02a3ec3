import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type Frame, Framer } from '../../src/frontend/wire/framer.js';
import { bytesOf } from './exchange-bytes.js';
import { parseExchanges } from './exchange-file.js';
import { fuzz } from './fuzz.js';

const FOLDER = fileURLToPath(new URL('../../../tests/wire/exchanges', import.meta.url));
const FRAMES = 10_000;

describe('frames', () => {
  it('of any bytes neither crash, hang nor stay, before and after authentication', async function () {
    this.timeout(120_000);
    const seed = Math.floor(Math.random() * 2 ** 31);
    const result = await fuzz(seed, FRAMES);
    expect(result.frames).to.be.at.least(FRAMES);
    expect(result, `seed ${seed}`).to.deep.include({ hung: 0, left: 0, unanswered: 0, internalErrors: [] });
  });

  it('are the same wherever the bytes of an exchange are cut', () => {
    let looked = 0;
    for (const name of readdirSync(FOLDER)) {
      for (const { steps } of parseExchanges(readFileSync(join(FOLDER, name), 'utf8')).exchanges) {
        for (const { sends } of steps) {
          if (sends.some((send) => /^(Startup|SSLRequest|GSSENCRequest|Bytes)/.test(send))) continue;
          const bytes = Buffer.concat(sends.map(bytesOf));
          const whole = framesOf([bytes]);
          for (let cut = 1; cut < bytes.length; cut += 1) {
            expect(framesOf([bytes.subarray(0, cut), bytes.subarray(cut)]), `${sends.join(' ')} cut at ${cut}`).to.deep.equal(whole);
            looked += 1;
          }
        }
      }
    }
    expect(looked).to.be.above(10_000);
  });
});

function framesOf(pieces: readonly Buffer[]): readonly string[] {
  const framer = new Framer();
  framer.endStartup();
  const frames: Frame[] = [];
  for (const piece of pieces) {
    framer.push(piece);
    for (let frame = framer.next(); frame !== null; frame = framer.next()) frames.push(frame);
  }
  return frames.map(({ type, body }) => `${type} ${body.toString('hex')}`);
}
