import assert from 'node:assert/strict';
import {cpSync, readdirSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {buildSearchFile, openSearch, type SearchFile, type SearchIndex} from '@uggla/search';
import {guessLanguage, retrieve, type Source} from '@uggla/search/retrieve.js';
import {makeFolder} from '../testing/run.test.util.js';
import {publish} from '../testing/publish.test.util.js';
import {questions, type Asked, type Place} from './questions.test.util.js';

const sample = fileURLToPath(new URL('../../../../examples/campus/', import.meta.url));
let indexes: Record<'es' | 'en', SearchIndex>;

before(async () => {
  const folder = makeFolder();
  cpSync(sample, folder, {recursive: true});
  const {out} = await publish({}, folder);
  const read = (path: string) => (JSON.parse(readFileSync(join(out, path), 'utf8')) as SearchFile).passages;
  // as for who has opened all lessons: what is in locked ones lies in indexes of their own
  const open = async (language: string) => {
    const locked = readdirSync(join(out, 'search/locked')).filter((name) => name.endsWith(`.${language}.json`));
    const passages = [`search/${language}.json`, ...locked.map((name) => `search/locked/${name}`)].flatMap(read);
    return openSearch(await buildSearchFile(passages, language));
  };
  indexes = {es: await open('es'), en: await open('en')};
});

/** Whether a passage is one of those that answer. */
const answers = ({passage: {item, lesson, text}}: Source, places: readonly Place[]): boolean =>
  places.some(
    ({at, es, en}) =>
      (at === item || at === `${item}/${lesson}`) &&
      [es, en].some((words) => words !== undefined && text.toLowerCase().includes(words.toLowerCase())),
  );

/** The questions that none of the first five passages answers. */
async function missed(asked: readonly Asked[], {from}: {from: readonly SearchIndex[]}): Promise<string[]> {
  const missed: string[] = [];
  for (const [question, ...places] of asked) {
    const language = (await guessLanguage(question, ['es', 'en'])) ?? 'es';
    const sources = await retrieve(question, {language, indexes: from});
    if (!sources.some((source) => answers(source, places))) missed.push(question);
  }
  return missed;
}

const both = [...questions.es, ...questions.en];

describe('the sample campus', () => {
  it('answers nine of ten of its sixty questions among the first five passages', async () => {
    assert.deepEqual([questions.es.length, questions.en.length], [30, 30]);
    const unanswered = await missed(both, {from: [indexes.es, indexes.en]});
    const recall = 1 - unanswered.length / both.length;
    assert.ok(recall >= 0.9, `recall@5 is ${recall.toFixed(3)}; not answered: ${unanswered.join(' · ')}`);
  });

  it('answers three of four where it speaks another language than who asks', async () => {
    const inEnglish = questions.es.filter(([, ...places]) => places.some(({en}) => en !== undefined));
    const spanish = await missed(inEnglish, {from: [indexes.en]});
    const english = await missed(questions.en, {from: [indexes.es]});
    assert.ok(spanish.length <= inEnglish.length / 4, `Spanish questions over English texts: ${spanish.join(' · ')}`);
    assert.ok(
      english.length <= questions.en.length / 4,
      `English questions over Spanish texts: ${english.join(' · ')}`,
    );
  });

  it('has no answer to what it does not tell of', async () => {
    for (const question of [
      '¿Cuál es la capital de Mongolia?',
      '¿Quién ganó la liga de fútbol?',
      'Write me a poem about the sea',
      'Who is the president of France?',
    ]) {
      const language = (await guessLanguage(question, ['es', 'en'])) ?? 'es';
      assert.deepEqual(await retrieve(question, {language, indexes: [indexes.es, indexes.en]}), [], question);
    }
  });
});
