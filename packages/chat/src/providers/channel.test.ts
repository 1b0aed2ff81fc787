import {expect} from '@open-wc/testing';
import {until} from '../testing/support.test.js';
import {Channel} from './channel.js';

async function drain<T>(channel: Channel<T>): Promise<{values: T[]; error?: unknown}> {
  const values: T[] = [];
  try {
    for await (const some of channel) values.push(...some);
    return {values};
  } catch (error) {
    return {values, error};
  }
}

describe('Channel', () => {
  it('gives what was pushed before and while it is read, in order', async () => {
    const channel = new Channel<number>();
    channel.push(1);
    channel.push(2);
    const read = drain(channel);
    for (let n = 3; n <= 50; n++) {
      channel.push(n);
      if (n % 7 === 0) await Promise.resolve();
    }
    channel.end();
    expect((await read).values).to.deep.equal(Array.from({length: 50}, (_, n) => n + 1));
  });

  it('gives at once what waits, in one turn', async () => {
    const channel = new Channel<number>();
    const seen: number[][] = [];
    const read = (async () => {
      for await (const some of channel) seen.push(some);
    })();
    for (const n of [1, 2, 3]) channel.push(n);
    await until(() => seen.length === 1);
    for (const n of [4, 5]) channel.push(n);
    channel.end();
    await read;
    expect(seen).to.deep.equal([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('loses nothing that was pushed before the end', async () => {
    const channel = new Channel<string>();
    channel.push('a');
    channel.end();
    expect(await drain(channel)).to.deep.equal({values: ['a']});
  });

  it('throws after everything was read', async () => {
    const channel = new Channel<string>();
    const error = new Error('cut');
    channel.push('a');
    channel.push('b');
    channel.fail(error);
    expect(await drain(channel)).to.deep.equal({values: ['a', 'b'], error});
  });

  it('ends at once when nothing was ever pushed', async () => {
    const channel = new Channel<string>();
    const read = drain(channel);
    channel.end();
    expect(await read).to.deep.equal({values: []});
  });

  it('keeps a value that arrives while another is being worked on', async () => {
    const channel = new Channel<number>();
    channel.push(1);
    const seen: number[] = [];
    for await (const [value = 0] of channel) {
      seen.push(value);
      if (value < 5) channel.push(value + 1);
      else channel.end();
    }
    expect(seen).to.deep.equal([1, 2, 3, 4, 5]);
  });
});
