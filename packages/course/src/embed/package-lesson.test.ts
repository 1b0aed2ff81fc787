// Chromium first: packages of others are played through; frame.test.ts tries the frame that holds them.
import {expect} from '@open-wc/testing';
import type {UgglaErrorEvent} from '@uggla/core';
import type {Course} from '@uggla/protocol';
import {nextEvent, type FixtureSite} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {
  courseId,
  done,
  find,
  found,
  link,
  mount,
  publish,
  stateOf,
  waitUntil,
  withServer,
} from '../testing/support.test.js';
import {article, courseOf, recorded} from '../testing/texts.test.js';
import {PACKAGE_STATE} from './package-lesson.js';

/** What a package of each standard finds and says; this one looks for it as ADL shows, from a frame within. */
const standards = {
  scorm12: {
    api: 'API',
    begin: 'LMSInitialize',
    set: 'LMSSetValue',
    get: 'LMSGetValue',
    commit: 'LMSCommit',
    finish: 'LMSFinish',
    wrong: 'LMSGetLastError',
    place: 'cmi.core.lesson_location',
    entry: 'cmi.core.entry',
    mode: 'cmi.core.lesson_mode',
    exit: 'cmi.core.exit',
    name: 'cmi.core.student_name',
    time: 'cmi.core.session_time',
    total: 'cmi.core.total_time',
    spent: '00:01:30',
    summed: ['0000:01:30.00', '00:01:30'],
    half: [['cmi.core.lesson_status', 'incomplete']],
    passed: [
      ['cmi.core.score.raw', '80'],
      ['cmi.core.lesson_status', 'passed'],
    ],
    failed: [
      ['cmi.core.score.raw', '20'],
      ['cmi.core.lesson_status', 'failed'],
    ],
  },
  scorm2004: {
    api: 'API_1484_11',
    begin: 'Initialize',
    set: 'SetValue',
    get: 'GetValue',
    commit: 'Commit',
    finish: 'Terminate',
    wrong: 'GetLastError',
    place: 'cmi.location',
    entry: 'cmi.entry',
    mode: 'cmi.mode',
    exit: 'cmi.exit',
    name: 'cmi.learner_name',
    time: 'cmi.session_time',
    total: 'cmi.total_time',
    spent: 'PT1M30S',
    summed: ['PT1M30S'],
    half: [
      ['cmi.completion_status', 'incomplete'],
      ['cmi.progress_measure', '0.5'],
    ],
    passed: [
      ['cmi.score.scaled', '0.8'],
      ['cmi.success_status', 'passed'],
      ['cmi.completion_status', 'completed'],
    ],
    failed: [
      ['cmi.score.scaled', '0.2'],
      ['cmi.success_status', 'failed'],
      ['cmi.completion_status', 'completed'],
    ],
  },
} as const;
type Standard = keyof typeof standards;

const shell =
  '<!doctype html><html lang="en"><head><title>Chair</title></head><body><h1>Chair</h1><iframe src="inner.html" title="Inside"></iframe></body></html>';
const innerPage = (api: string) => `<!doctype html><html lang="en"><head><title>Inside</title></head><body><script>
let place = window;
while (!place.${api} && place.parent !== place) place = place.parent;
window.lms = place.${api};
addEventListener('unload', () => window.bye?.());
</script></body></html>`;

const courseWith = (standard: Standard, more: object = {}, whole: Partial<Course> = {}): Course => ({
  ...courseOf(
    {
      id: 'chair',
      kind: 'embed',
      title: {en: 'Your chair', es: 'Tu silla'},
      src: 'chair/index.html',
      standard,
      complete: {read: 1},
      ...more,
    },
    article('values'),
  ),
  ...whole,
});

const files = (standard: Standard) => ({
  'chair/index.html': shell,
  'chair/inner.html': innerPage(standards[standard].api),
});

type Lms = Record<string, (...given: string[]) => string>;
interface Inside extends Window {
  lms?: Lms;
  bye?: () => void;
}

/** The package's innermost window, once it has found its run-time. */
async function inside(course: UgglaCourse): Promise<Inside> {
  const frame = await found<HTMLIFrameElement>(course, 'iframe[part=embed]');
  const innermost = () =>
    frame.contentDocument?.querySelector('iframe')?.contentDocument?.querySelector('iframe')?.contentWindow as
      | Inside
      | null
      | undefined;
  await waitUntil(() => innermost()?.lms, 'the package found no run-time');
  return innermost()!;
}

for (const [standard, of] of Object.entries(standards) as [Standard, (typeof standards)[Standard]][]) {
  describe(`a package of the standard ${standard}`, () => {
    const lms = async (course: UgglaCourse) => {
      const {lms: api} = await inside(course);
      return {
        begin: () => api![of.begin]!(''),
        get: (name: string) => api![of.get]!(name),
        set: (...values: readonly (readonly [string, string])[]) =>
          values.map(([name, value]) => `${api![of.set]!(name, value)} ${api![of.wrong]!()}`),
        commit: () => api![of.commit]!(''),
        finish: () => api![of.finish]!(''),
      };
    };

    it('goes on where it was left, and completes its lesson when it says so', async () => {
      const course = await mount({site: await publish(courseWith(standard), files(standard))});
      const first = await lms(course);
      expect(first.begin()).to.equal('true');
      expect([first.get(of.entry), first.get(of.mode), first.get(of.place), first.get(of.name)]).to.deep.equal([
        'ab-initio',
        'normal',
        '',
        '',
      ]);
      expect(find(course, '.measure'), 'it has its own way to say how far it is').to.equal(null);
      const said = first.set(
        [of.place, 'page-7'],
        ['cmi.suspend_data', '{"seen":[1,2]}'],
        [of.time, of.spent],
        ...of.half,
      );
      expect(new Set(said)).to.deep.equal(new Set(['true 0']));
      expect(first.commit()).to.equal('true');
      await waitUntil(() => done(course, 'chair').viewed, 'nothing was told');
      expect(done(course, 'chair').completed).to.equal(undefined);
      await expect(course).to.be.accessible({ignoredRules: ['frame-tested']});

      // It is left without a word, as most are: the package says goodbye as its window goes.
      (await inside(course)).bye = () => {
        first.set(['cmi.suspend_data', '{"seen":[1,2,3]}'], [of.exit, 'suspend']);
        first.finish();
      };
      await course.goTo('values');
      await found(course, '.prose');
      await course.goTo('chair');
      const second = await lms(course);
      second.begin();
      expect([second.get(of.entry), second.get(of.place), second.get('cmi.suspend_data')]).to.deep.equal([
        'resume',
        'page-7',
        '{"seen":[1,2,3]}',
      ]);
      expect(of.summed).to.include(second.get(of.total));
      second.set(...of.passed);
      second.commit();
      await waitUntil(() => done(course, 'chair').completed, 'it does not count as done');
      expect(done(course, 'chair')).to.include({passed: true, score: 0.8});
      expect(link(course, 'chair').dataset['state']).to.equal('done');
      expect((await recorded(course)).filter((one) => /(?:passed|failed|completed) chair/.test(one))).to.deep.equal([
        'passed chair',
        'completed chair',
      ]);
    });

    it('is heard at its next opening when its last words reached nobody, unless something later is known', async () => {
      const definition = courseWith(standard);
      const course = await mount({site: await publish(definition, files(standard))});
      const first = await lms(course);
      first.begin();
      first.set([of.place, 'page-7']);
      first.commit();
      await waitUntil(() => done(course, 'chair').viewed);
      // As a closed tab leaves them: e2e/last-words.test.mjs closes one.
      const lastWords = async (at: string) => {
        await course.goTo('values');
        const key = () =>
          Object.keys(localStorage).find((one) => one.startsWith(`uggla-last-words ${definition.id} chair`));
        await waitUntil(key, 'nothing was kept as it went');
        const {kept} = JSON.parse(localStorage.getItem(key()!)!) as {kept: string};
        localStorage.setItem(
          key()!,
          JSON.stringify({
            at,
            kept: kept.replace('page-7', 'page-8'),
            result: {completed: true, passed: true, score: 0.9},
          }),
        );
        await course.goTo('chair');
        const next = await lms(course);
        next.begin();
        return next.get(of.place);
      };
      expect(await lastWords('2020-01-01T00:00:00.000Z')).to.equal('page-7');
      expect(done(course, 'chair').completed).to.equal(undefined);
      expect(await lastWords('2100-01-01T00:00:00.000Z')).to.equal('page-8');
      await waitUntil(() => done(course, 'chair').completed, 'it does not count');
      expect(done(course, 'chair')).to.include({passed: true, score: 0.9});
    });

    it('is begun anew when it was ended for good, and a worse end takes nothing back', async () => {
      const course = await mount({site: await publish(courseWith(standard), files(standard))});
      const first = await lms(course);
      first.begin();
      first.set([of.place, 'page-9'], ...of.passed);
      first.finish();
      await waitUntil(() => done(course, 'chair').completed);
      await course.goTo('values');
      await course.goTo('chair');
      const second = await lms(course);
      second.begin();
      expect([second.get(of.entry), second.get(of.place)]).to.deep.equal(['ab-initio', '']);
      second.set(...of.failed);
      second.finish();
      await course.goTo('values');
      expect(done(course, 'chair')).to.include({passed: true, score: 0.8});
      expect((await recorded(course)).filter((one) => /(?:passed|failed) chair/.test(one))).to.deep.equal([
        'passed chair',
      ]);
    });

    it('knows who learns and what its manifest says, follows to another device, and is only looked at in review', async () => {
      const definition = courseWith(standard, {data: 'level=2', mastery: 0.7}, {id: courseId()});
      const site = await withServer(definition, {}, files(standard));
      const attributes = {records: 'server', endpoint: site.url('server')} as const;
      const course = await mount({site, attributes});
      const first = await lms(course);
      first.begin();
      expect([first.get(of.name), first.get('cmi.launch_data')]).to.deep.equal(['ana', 'level=2']);
      first.set(['cmi.suspend_data', 'from the desk'], ...of.half);
      first.commit();
      let sent: {kept?: string} = {};
      await waitUntil(async () => {
        const puts = (await site.requests(stateOf(PACKAGE_STATE + 'chair'))).filter(({method}) => method === 'PUT');
        sent = JSON.parse(puts.at(-1)?.body ?? '{}') as typeof sent;
        return sent.kept?.includes('from the desk');
      }, 'it was not sent');
      course.remove();

      const other = {...definition, id: courseId()}; // a browser that has nothing of it
      const elsewhere = await withServer(other, {[PACKAGE_STATE + 'chair']: sent}, files(standard));
      const again = await mount({site: elsewhere, attributes: {records: 'server', endpoint: elsewhere.url('server')}});
      const second = await lms(again);
      second.begin();
      expect(second.get('cmi.suspend_data')).to.equal('from the desk');
      again.remove();

      const looked = await mount({site, attributes: {mode: 'review'}});
      const third = await lms(looked);
      third.begin();
      expect(third.get(of.mode)).to.equal('review');
      third.set(...of.passed);
      third.finish();
      await looked.goTo('values');
      expect(done(looked, 'chair').completed).to.equal(undefined);
    });
  });
}

describe('content made with H5P', () => {
  const library = {
    title: 'Test',
    machineName: 'H5P.Chair',
    majorVersion: 1,
    minorVersion: 0,
    patchVersion: 0,
    runnable: 1,
    preloadedJs: [{path: 'chair.js'}],
  };
  // As H5P's own libraries do: it asks, keeps where one is, and says what was reached. A part of it speaks too.
  const script = `H5P.Chair = function (params, id, extras) {
  H5P.EventDispatcher.call(this);
  var self = this, part = new H5P.EventDispatcher(), state = extras.previousState || {turns: 0};
  part.parent = this; part.contentId = id; part.subContentId = 'part';
  this.contentId = id;
  this.getCurrentState = function () { return state; };
  this.attach = function ($container) {
    function add(name, does) { H5P.jQuery('<button type="button">').attr('name', name).text(params.ask + ' ' + state.turns).click(does).appendTo($container); }
    add('turn', function () { state.turns++; });
    add('part', function () { part.triggerXAPIScored(1, 1, 'answered', true, true); });
    add('wrong', function () { self.triggerXAPIScored(1, 4, 'answered', true, false); });
    add('right', function () { self.triggerXAPIScored(3, 4, 'answered', true, true); });
  };
};
H5P.Chair.prototype = Object.create(H5P.EventDispatcher.prototype);`;
  const of = {machineName: 'H5P.Chair', majorVersion: 1, minorVersion: 0};
  const made = (ask = 'Seat') => ({
    'chair/h5p.json': JSON.stringify({
      title: 'Chair',
      language: 'es',
      mainLibrary: of.machineName,
      embedTypes: ['iframe'],
      preloadedDependencies: [of],
    }),
    'chair/content/content.json': JSON.stringify({ask}),
    'chair/H5P.Chair-1.0/library.json': JSON.stringify(library),
    'chair/H5P.Chair-1.0/chair.js': script,
  });
  const content = (more: object = {}, whole: Partial<Course> = {}): Course => ({
    ...courseOf(
      {
        id: 'chair',
        kind: 'embed',
        title: {en: 'Your chair', es: 'Tu silla'},
        src: 'chair/h5p.json',
        standard: 'h5p',
        complete: {read: 1},
        ...more,
      },
      article('values'),
    ),
    ...whole,
  });
  const buttons = async (course: UgglaCourse) => {
    const frame = await found<HTMLIFrameElement>(course, 'iframe[part=embed]');
    const page = () => frame.contentDocument?.querySelector('iframe')?.contentDocument;
    await waitUntil(() => page()?.querySelector('button[name=right]'), 'the content was not drawn');
    return (name: string) => page()!.querySelector<HTMLButtonElement>(`button[name=${name}]`)!;
  };

  it('is drawn, goes on where it was left, and completes its lesson when it says so; not when a part of it does', async () => {
    const course = await mount({site: await publish(content(), made())});
    const first = await buttons(course);
    expect(first('turn').textContent).to.equal('Seat 0');
    first('turn').click();
    first('part').click();
    await course.goTo('values');
    await found(course, '.prose');
    await course.goTo('chair');
    const second = await buttons(course);
    expect(second('turn').textContent, 'what it keeps is told as its window goes').to.equal('Seat 1');
    expect(done(course, 'chair').completed, 'a part said that it was answered').to.equal(undefined);
    second('wrong').click();
    await waitUntil(() => done(course, 'chair').completed, 'it does not count as done');
    expect(done(course, 'chair')).to.include({passed: false, score: 0.25});
    second('right').click();
    await waitUntil(() => done(course, 'chair').passed, 'the better end does not count');
    expect(done(course, 'chair').score).to.equal(0.75);
    await course.goTo('values');
    expect((await recorded(course)).filter((one) => /(?:passed|failed|completed) chair/.test(one))).to.deep.equal([
      'failed chair',
      'completed chair',
      'passed chair',
    ]);
  });

  it('passes with the share that the course asks for, and begins anew once it is other content', async () => {
    const definition = content({mastery: 0.8}, {id: courseId()});
    const course = await mount({site: await publish(definition, made())});
    const first = await buttons(course);
    first('turn').click();
    first('right').click();
    await waitUntil(() => done(course, 'chair').completed);
    expect(done(course, 'chair')).to.include({passed: false, score: 0.75});
    await course.goTo('values');
    course.remove();
    const again = await mount({site: await publish(definition, made('Back')), attributes: {lesson: 'chair'}});
    expect((await buttons(again))('turn').textContent).to.equal('Back 0');
  });

  it('says which of its files is not there', async () => {
    const {'chair/H5P.Chair-1.0/chair.js': _, ...rest} = made();
    const course = await mount({site: await publish(content(), rest)});
    const trouble = await found(course, '[part=error]');
    expect(trouble.textContent).to.contain('embed-unavailable').and.contain('H5P.Chair-1.0/chair.js');
  });
});

describe('a package that lies elsewhere', () => {
  it('is not begun: the run-time could not be reached, and a foreign course opens nothing of ours', async () => {
    const site: FixtureSite = await publish(
      courseWith('scorm12', {src: 'https://other.example/chair/index.html'}),
      files('scorm12'),
    );
    const course = document.createElement('uggla-course');
    Object.assign(course, {src: site.url('course.json'), lang: 'es', records: 'local'});
    const failed = nextEvent<UgglaErrorEvent>(course, 'uggla-error');
    document.body.append(course);
    expect((await failed).error).to.include({code: 'package-origin'});
    await found(course, '[part=error]');
    expect(find(course, 'iframe')).to.equal(null);
    course.remove();
  });
});
