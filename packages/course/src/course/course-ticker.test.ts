import {expect} from '@esm-bundle/chai';
import {whileHidden, withSecondHand} from '../testing/clock.test.js';
import {CourseTicker} from './course-ticker.js';

describe('CourseTicker', () => {
  it('beats once a second from its start to its stop, and may start again', async () => {
    await withSecondHand(async (pass) => {
      let beats = 0;
      const ticker = new CourseTicker(() => (beats += 1));
      pass(2);
      expect(beats).to.equal(0);
      ticker.start();
      pass(3);
      expect(beats).to.equal(3);
      ticker.stop();
      pass(2);
      expect(beats).to.equal(3);
      ticker.start();
      pass(1);
      expect(beats).to.equal(4);
      ticker.stop();
    });
  });

  it('beats once, however often it is started', async () => {
    await withSecondHand(async (pass) => {
      let beats = 0;
      const ticker = new CourseTicker(() => (beats += 1));
      ticker.start();
      ticker.start();
      pass(1);
      expect(beats).to.equal(1);
      ticker.stop();
      pass(1);
      expect(beats).to.equal(1);
    });
  });

  it('rests while another tab is in front', async () => {
    await withSecondHand(async (pass) => {
      let beats = 0;
      const ticker = new CourseTicker(() => (beats += 1));
      ticker.start();
      await whileHidden(() => pass(5));
      expect(beats).to.equal(0);
      pass(1);
      expect(beats).to.equal(1);
      ticker.stop();
    });
  });
});
