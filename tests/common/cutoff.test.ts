import { expect } from 'chai';
import { Cutoff } from '../../src/common/cutoff.js';
import { alive } from './alive.js';

const never = (): Promise<never> => new Promise(() => {});

describe('a cutoff', () => {
  it('gives what the promise gives, and its error', async () => {
    const cutoff = new Cutoff<'cut'>();
    expect(await cutoff.first(Promise.resolve(1))).to.equal(1);
    const error = new Error('of the promise');
    expect(await cutoff.first(Promise.reject(error)).catch((caught: unknown) => caught)).to.equal(error);
    expect(cutoff.by).to.equal(null);
  });

  it('ends the waits of now and of later, also where the promise fails afterwards', async () => {
    const cutoff = new Cutoff<'cut'>();
    let fail = (_error: Error): void => {};
    const failing = new Promise<never>((_resolve, reject) => {
      fail = reject;
    });
    const waits = [cutoff.first(never()), cutoff.first(failing)];
    cutoff.cut('cut');
    expect(await Promise.all(waits)).to.deep.equal(['cut', 'cut']);
    expect(await cutoff.first(never())).to.equal('cut');
    fail(new Error('too late'));
    expect(await cutoff.first(failing)).to.equal('cut');
    expect(cutoff.by).to.equal('cut');
  });

  it('keeps nothing of the waits that are over', async () => {
    const cutoff = new Cutoff<'cut'>();
    const passed: WeakRef<object>[] = [];
    const pass = async (): Promise<void> => {
      const item = await cutoff.first(Promise.resolve({ of: 'a stream' }));
      if (item !== 'cut') passed.push(new WeakRef(item));
      const error = await cutoff.first(Promise.reject(new Error())).catch((caught: Error) => caught);
      if (error !== 'cut') passed.push(new WeakRef(error));
    };
    for (let i = 0; i < 50; i += 1) await pass();
    expect(passed).to.have.length(100);
    expect(await alive(passed)).to.be.below(4);
    expect(cutoff.by).to.equal(null);
  });
});
