import {expect, fixture, html} from '@open-wc/testing';
import {countWords, ReadingTracker} from './reading-tracker.js';
import {waitUntil} from '../testing/support.test.js';

/** So many blocks, each lower than the screen, as the line is that ends every text: of a higher one no end is told. */
async function text(blocks: number): Promise<Element[]> {
  const box = await fixture(html`<div></div>`);
  return Array.from({length: blocks}, () => {
    const block = document.createElement('p');
    block.style.blockSize = '80vh';
    box.append(block);
    return block;
  });
}

describe('ReadingTracker', () => {
  it('counts what came into view, down to its end', async () => {
    const blocks = await text(4);
    const tracker = new ReadingTracker(blocks, 0, 0, () => undefined);
    expect(tracker.share).to.equal(0);
    blocks[1]!.scrollIntoView({block: 'end'});
    await waitUntil(() => tracker.share === 0.5, 'half of it was seen');
    expect(tracker.isAtEnd).to.equal(false);
    blocks[3]!.scrollIntoView({block: 'end'});
    await waitUntil(() => tracker.share === 1, 'all of it was seen');
    tracker.close();
    scrollTo(0, 0);
  });

  it('lets nobody read faster than people skim', async () => {
    const [block] = await text(1);
    block!.setAttribute('hidden', '');
    const short = await fixture(html`<p>Short.</p>`);
    const tracker = new ReadingTracker([short], 60, 0, () => undefined);
    await waitUntil(() => tracker.isAtEnd);
    expect(tracker.share).to.equal(0);
    tracker.tick();
    expect(tracker.share).to.be.closeTo(1 / 3, 0.01);
    tracker.tick();
    tracker.tick();
    expect(tracker.share).to.equal(1);
    tracker.close();
  });

  it('goes on from earlier visits', () => {
    const tracker = new ReadingTracker([document.createElement('p')], 400, 0.5, () => undefined);
    expect(tracker.share).to.equal(0.5);
    tracker.close();
  });
});

describe('countWords', () => {
  it('counts words by their spaces, and texts without spaces by their length', () => {
    expect(countWords(' One two\nthree ')).to.equal(3);
    expect(countWords('姿勢を正しく保つことが大切です')).to.be.above(5);
    expect(countWords('')).to.equal(0);
  });
});
