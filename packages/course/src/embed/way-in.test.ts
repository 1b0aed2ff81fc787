import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {navigateByArrows} from '@uggla/core/tv/navigate-by-arrows.js';
import {focusedElement} from '@uggla/core/tv/reachable.js';
import type {Rule} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {done, find, found, mount, publish, waitUntil} from '../testing/support.test.js';
import {innermost, pressTo, standsOn} from '../testing/in-frames.test.kit.js';
import {article, courseOf} from '../testing/texts.test.js';

const press = (key: string) => sendKeys({press: key});
const isInto = () => focusedElement()?.matches('[part=into]') === true;

/** A package of one page that does this. */
const chair = (script = '') => ({
  'chair.html': `<!doctype html><html lang="en"><title>Chair</title><button>Start</button><script>${script}</script></html>`,
});

/** A course that begins with the package, in a page that is walked through by arrows; one stands on the way into it. */
async function beforeIt(
  {files = chair(), rules = [], frame}: {files?: Record<string, string>; rules?: Rule[]; frame?: string},
  then: (course: UgglaCourse, open: (gate: string) => Promise<void>) => Promise<void>,
): Promise<void> {
  const end = navigateByArrows();
  try {
    const lesson = {id: 'chair', kind: 'embed', title: 'Chair', src: 'chair.html', standard: 'scorm12'};
    const site = await publish(courseOf(lesson, article('values')), files);
    await site.rule(...rules);
    const course = await mount({site, attributes: frame ? {frame: site.url(frame)} : {}});
    (await found<HTMLElement>(course, '[part=into]')).focus();
    await then(course, (gate) => site.open(gate));
  } finally {
    end();
  }
}

/** The package runs. */
const isThere = (course: UgglaCourse) =>
  waitUntil(() => innermost(find(course, 'iframe.page'))?.querySelector('button'), 'the package never came');

describe('the way into an activity', () => {
  it('leads into what is still coming: arrows do not fall out of it, Back leads out', () =>
    beforeIt({rules: [{match: 'chair.html', gate: 'chair'}]}, async (course, open) => {
      await waitUntil(() => done(course, 'chair').viewed, 'the frame never came');
      for (const _ of ['in', 'in again']) {
        await press('Enter');
        await waitUntil(() => !isInto(), 'OK does not lead in');
        await press('ArrowDown');
        await press('Escape');
        await waitUntil(isInto, 'Back does not lead out');
      }
      await press('Enter');
      await press('ArrowDown');
      await press('ArrowRight');
      await open('chair');
      await waitUntil(() => standsOn('button:not([part])'), 'it does not begin in the package');
    }));

  it('gives the keys to no frame that does not answer', () =>
    beforeIt({files: {...chair(), 'silent.html': '<!doctype html>'}, frame: 'silent.html'}, async (course) => {
      await waitUntil(() => innermost(find(course, 'iframe.page'))?.URL.includes('silent'), 'no frame');
      await press('Enter');
      expect(isInto()).to.equal(true);
      await press('ArrowDown');
      expect(focusedElement()?.matches('[part=into], iframe'), 'one stands there for good').to.equal(false);
    }));

  it('holds nobody by a package that takes the focus again and again', () =>
    beforeIt(
      {
        files: chair(
          "setInterval(() => { document.querySelector('button').focus(); window.taken = (window.taken ?? 0) + 1; }, 5)",
        ),
      },
      async (course) => {
        await isThere(course);
        const taken = () =>
          (innermost(find(course, 'iframe.page'))!.defaultView as Window & {taken?: number}).taken ?? 0;
        const next = await found<HTMLElement>(course, '[part=next]');
        next.focus();
        const before = taken();
        await waitUntil(() => taken() > before + 20);
        await waitUntil(() => focusedElement() === next, 'it is not where one was');
      },
    ));

  it('holds nobody by a page of another site that does so, until somebody goes in', () =>
    beforeIt(
      {
        files: {
          ...chair(
            `const inner = document.body.appendChild(document.createElement('iframe'));
const address = new URL('thief.html', location.href);
address.hostname = address.hostname === 'localhost' ? '127.0.0.1' : 'localhost';
inner.src = address.href;`,
          ),
          'thief.html': `<!doctype html><html lang="en"><title>Thief</title><button>Mine</button><script>
setInterval(() => { document.querySelector('button').focus(); top.postMessage('taken', '*'); }, 10);
</script></html>`,
        },
      },
      async (course) => {
        let taken = 0;
        const hear = ({data}: MessageEvent) => void (taken += Number(data === 'taken'));
        addEventListener('message', hear);
        try {
          const next = await found<HTMLElement>(course, '[part=next]');
          next.focus();
          await waitUntil(() => taken > 60, 'it takes nothing');
          expect(focusedElement() === next, 'it is not where one was').to.equal(true);
          await waitUntil(async () => {
            await press('ArrowUp'); // Chromium may need a moment to take the keys back
            return focusedElement() !== next;
          }, 'arrows lead nowhere');
          (await found<HTMLElement>(course, '[part=into]')).focus();
          await waitUntil(async () => {
            await press('Enter');
            return !isInto();
          }, 'OK does not lead in');
          expect(focusedElement()?.matches('iframe.page:not([inert])'), 'it stays shut').to.equal(true);
        } finally {
          removeEventListener('message', hear);
        }
      },
    ));

  it('leads out by the second Back of what keeps all keys to itself', () =>
    beforeIt(
      {
        files: chair(
          "document.addEventListener('keydown', (event) => { event.preventDefault(); event.stopImmediatePropagation(); window.last = event.key; }, true)",
        ),
      },
      async (course) => {
        await isThere(course);
        await pressTo('Enter', 'button:not([part])');
        const view = innermost(find(course, 'iframe.page'))!.defaultView as Window & {last?: string};
        await press('Escape');
        await waitUntil(() => view.last === 'Escape', 'the package hears nothing');
        expect(isInto()).to.equal(false);
        await press('Escape');
        await waitUntil(isInto, 'it holds who is in it');
      },
    ));

  it('leaves nobody without the keys when its lesson is left from elsewhere', () =>
    beforeIt({}, async (course) => {
      await isThere(course);
      await pressTo('Enter', 'button:not([part])');
      await course.goTo('values');
      await found(course, '.prose');
      await press('ArrowDown');
      await waitUntil(() => focusedElement()?.getRootNode() === course.renderRoot, 'arrows lead nowhere');
    }));
});
