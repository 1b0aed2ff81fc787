import {expect} from '@open-wc/testing';
import {faultsOfLanguages, LANGUAGES, moreLanguages} from '@uggla/testing';
import {en as acknowledgement} from '../acknowledgement/locales/en.js';
import {en as book} from '../book/locales/en.js';
import {en as certificate} from '../certificate/locales/en.js';
import {en as embed} from '../embed/locales/en.js';
import {en as feed} from '../feed/locales/en.js';
import {en as guide} from '../guide/locales/en.js';
import {finderEn as finder} from '../guide/locales/finder-en.js';
import {toolsEn as guideTools} from '../guide/locales/tools-en.js';
import {en as notes} from '../notes/locales/en.js';
import {en as quiz} from '../quiz/locales/en.js';
import {en as search} from '../search/locales/en.js';
import {find, mount, publish, sample, waitUntil} from '../testing/support.test.js';
import {en as tools} from '../tools/locales/en.js';
import {en as course} from './en.js';
import {more} from './more.js';
import type {MoreTerms} from './more/terms.js';

const ENGLISH: MoreTerms = {
  course,
  acknowledgement,
  book,
  certificate,
  embed,
  feed,
  finder,
  guide,
  guideTools,
  notes,
  quiz,
  search,
  tools,
};

/** Terms that are right although they are written as in English: language → part → names. */
const ALIKE: Readonly<Record<string, Partial<Record<keyof MoreTerms, readonly string[]>>>> = {
  ca: {course: ['notes', 'article']},
  de: {course: ['video', 'audio'], guide: ['codes']},
  fr: {course: ['notes', 'audio', 'article', 'quiz', 'guide'], guide: ['codes']},
  gl: {course: ['audio']},
  it: {course: ['video', 'audio', 'quiz']},
};

describe('the words of course and guide', () => {
  it('are there in the ten languages that are promised', async () => {
    expect(['en', 'es', ...(await moreLanguages(more)).keys()].sort()).to.deep.equal(LANGUAGES);
  });

  it('are complete in each, in its own words, and say what they are given', async () => {
    expect((await faultsOfLanguages(more, ENGLISH, ALIKE)).join('\n')).to.equal('');
  });

  it('are those of the page around a course, and of the parts that come late', async () => {
    const course = await mount({site: await publish(sample()), attributes: {lesson: 'test', lang: 'gl'}});
    const languages = await moreLanguages(more);
    const galician = languages.get('gl')!.quiz;
    await waitUntil(() => find(course, '[part=submit]')?.textContent?.trim() === galician.submit, 'no Galician quiz');
    course.lang = 'ar';
    const arabic = languages.get('ar')!.quiz;
    await waitUntil(() => find(course, '[part=submit]')?.textContent?.trim() === arabic.submit, 'no Arabic quiz');
    expect(course.words.direction).to.equal('rtl');
  });
});
