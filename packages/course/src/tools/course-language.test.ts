import {expect} from '@open-wc/testing';
import {Scorm12API} from 'scorm-again';
import {launchCmi5} from '@uggla/testing';
import type {UgglaCourse} from '../course/course-element.js';
import {done, find, mount, publish, waitUntil} from '../testing/support.test.js';
import {courseOf} from '../testing/texts.test.js';

const around = window as unknown as {API?: Scorm12API | undefined};
const address = location.href;

const text = (language: string, value: string) => ({
  language,
  words: 2,
  tree: {type: 'root', children: [{type: 'element', tagName: 'p', children: [{type: 'text', value}]}]},
});
const lesson = (id: string, en: string, es: string, ar: string, more: object = {}) => ({
  id,
  kind: 'article',
  title: {en, es, ar},
  content: {en: 'one.en.json', es: 'one.es.json', ar: 'one.ar.json'},
  ...more,
});
const site = (languages = ['en', 'es', 'ar']) =>
  publish(
    {
      ...courseOf(
        lesson('values', 'Our values', 'Nuestros valores', 'قيمنا'),
        lesson('more', 'More', 'Más', 'المزيد', {complete: {minTime: 600}}),
      ),
      languages,
    },
    {
      'one.en.json': text('en', 'We help each other.'),
      'one.es.json': text('es', 'Nos ayudamos.'),
      'one.ar.json': text('ar', 'نساعد بعضنا'),
    },
  );

/** A course whose page leaves the language open. */
const open = (made: Awaited<ReturnType<typeof site>>, records = 'local') =>
  mount({site: made, attributes: {lang: '', records}});
const choice = (course: UgglaCourse) => find<HTMLSelectElement>(course, '[part=language]');
const choose = (course: UgglaCourse, language: string) => {
  choice(course)!.value = language;
  choice(course)!.dispatchEvent(new Event('change', {bubbles: true}));
};
const title = (course: UgglaCourse) => find(course, '#lesson-title')?.textContent;
/** As in another browser. */
const forget = () => {
  for (const key of Object.keys(localStorage)) if (key.startsWith('uggla-course:')) localStorage.removeItem(key);
};

afterEach(() => {
  around.API = undefined;
  history.replaceState(null, '', address);
  forget();
});

describe('the languages of a course', () => {
  it('are the learner’s to choose from: its words, its texts and its direction change, what is done stays', async () => {
    const made = await site();
    const course = await open(made);
    await waitUntil(() => done(course, 'values').completed);
    await course.goTo('more');
    choose(course, 'es');
    await waitUntil(() => find(course, '.prose')?.lang === 'es', 'the text stayed as it was');
    expect(find(course, '.prose')!.textContent).to.contain('Nos ayudamos.');
    expect([title(course), find(course, '[part=nav]')!.textContent!.includes('Nuestros valores')]).to.deep.equal([
      'Más',
      true,
    ]);
    expect(choice(course)!.getAttribute('aria-label')).to.equal('Idioma');
    expect([...choice(course)!.options].map((one) => one.text)).to.deep.equal(['English', 'Español', 'العربية']);
    choose(course, 'ar');
    await waitUntil(() => find(course, '.prose')?.lang === 'ar' && find(course, '.course')!.matches('.rtl'));
    await waitUntil(() => choice(course)!.getAttribute('aria-label') === 'اللغة');
    expect([title(course), getComputedStyle(find(course, '.course')!).direction]).to.deep.equal(['المزيد', 'rtl']);
    expect([course.lesson, typeof done(course, 'values').completed]).to.deep.equal(['more', 'string']);
    await expect(course).to.be.accessible();
    course.remove();

    const again = await open(made);
    expect([title(again), choice(again)!.value, again.dir]).to.deep.equal(['المزيد', 'ar', 'rtl']);
    expect(done(again, 'values').completed).to.be.a('string');
    choose(again, 'en');
    await waitUntil(() => title(again) === 'More' && getComputedStyle(find(again, '.course')!).direction === 'ltr');
    again.remove();
  });

  it('are none of the learner’s where the page names one, or there is no other', async () => {
    const named = await mount({site: await site(), attributes: {lang: 'es'}});
    expect([choice(named), title(named)]).to.deep.equal([null, 'Nuestros valores']);
    named.lang = 'en'; // the page has a choice of its own, as a campus has
    await waitUntil(() => find(named, '.prose')?.lang === 'en');
    expect(choice(named)).to.equal(null);
    named.remove();
    const single = await open(await site(['en']));
    expect(choice(single)).to.equal(null);
    single.remove();
  });

  it('follow what an LMS that speaks SCORM says of the learner, and it is told what they choose', async () => {
    const made = await site();
    const lms = (language: string) => {
      around.API = new Scorm12API({logLevel: 5, autocommit: false});
      around.API.loadFromJSON({core: {student_id: 'ana-7'}, student_preference: {language}} as never, 'cmi');
      return around.API;
    };
    const first = lms('ar-EG');
    const course = await open(made, 'scorm');
    expect([title(course), course.dir]).to.deep.equal(['قيمنا', 'rtl']);
    choose(course, 'es');
    await waitUntil(() => title(course) === 'Nuestros valores');
    expect(first.cmi.student_preference.language).to.equal('es');
    course.remove();
    lms('ar-EG'); // one that forgets what it took: this browser does not
    const same = await open(made, 'scorm');
    expect(choice(same)!.value).to.equal('es');
    same.remove();
    lms('en'); // said since, on another device
    const other = await open(made, 'scorm');
    expect(choice(other)!.value).to.equal('en');
    other.remove();
    lms('Klingon');
    forget();
    const strange = await open(made, 'scorm');
    expect(['en', 'es', 'ar']).to.include(choice(strange)!.value);
    strange.remove();
  });

  it('follow what an LMS that speaks cmi5 says, and its list of preferences begins with the choice, where it lets us', async () => {
    const made = await site();
    for (const fixedPreferences of [false, true]) {
      const launched = await launchCmi5({languagePreference: 'ar,es', fixedPreferences});
      history.replaceState(null, '', launched.query);
      const course = await open(made, 'cmi5');
      expect(title(course)).to.equal('قيمنا');
      choose(course, 'es');
      await waitUntil(() => title(course) === 'Nuestros valores');
      const {registration} = launched;
      if (!fixedPreferences)
        await waitUntil(async () => (await launched.log()).preferences['languagePreference'] === 'es,ar');
      expect((await launched.log()).preferences['audioPreference']).to.equal('on');
      await course.drained();
      course.remove();
      if (!fixedPreferences) forget();
      history.replaceState(null, '', (await launchCmi5({registration, fixedPreferences})).query);
      const again = await open(made, 'cmi5');
      expect(choice(again)!.value).to.equal('es');
      expect((await launched.log()).refused).to.deep.equal([]);
      again.remove();
      forget();
    }
  });
});
