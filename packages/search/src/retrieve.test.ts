import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {buildSearchFile} from './build.js';
import {openSearch} from './open.js';
import type {Passage} from './passage.js';
import {guessLanguage, notionsOf, retrieve, type RetrieveOptions} from './retrieve.js';

const passage = (id: string, text: string, more: Partial<Passage> = {}): Passage => ({
  id,
  kind: 'cue',
  title: `Título ${id}`,
  text,
  item: 'curso',
  lesson: id,
  url: `#/${id}`,
  ...more,
});
const open = async (language: string, passages: Passage[]) => openSearch(await buildSearchFile(passages, language));
const filler = (language: string) =>
  Array.from({length: 20}, (_, at) =>
    passage(
      `${language}${at}`,
      language === 'es' ? `Otra frase cualquiera, la número ${at}` : `Quite another sentence, number ${at}`,
    ),
  );
const idsOf = async (question: string, options: RetrieveOptions) =>
  (await retrieve(question, options)).map((source) => source.passage.id);

describe('retrieve', () => {
  it('finds by other words for the same, in one’s own language', async () => {
    const indexes = [
      await open('es', [
        passage('fix', 'Así se repara el monitor'),
        passage('hours', 'El horario de la empresa'),
        ...filler('es'),
      ]),
    ];
    for (const question of ['¿Cómo arreglo la pantalla?', 'arreglar pantalla'])
      assert.equal((await idsOf(question, {language: 'es', indexes}))[0], 'fix', question);
    assert.equal((await idsOf('¿A qué hora abre la compañía?', {language: 'es', indexes}))[0], 'hours');
  });

  it('finds what is only there in the other language, both ways, by words and by phrases', async () => {
    const es = await open('es', [
      passage('oil', 'Da aceite al tablero de roble'),
      passage('hr', 'Escribe a Recursos Humanos'),
      ...filler('es'),
    ]);
    const en = await open('en', [passage('lift', 'The gas lift is under pressure'), ...filler('en')]);
    assert.deepEqual(await idsOf('How much oil does oak need?', {language: 'en', indexes: [es, en]}), ['oil']);
    assert.equal((await idsOf('Who is in Human Resources?', {language: 'en', indexes: [es]}))[0], 'hr');
    const [found] = await retrieve('¿Es peligroso un pistón?', {language: 'es', indexes: [es, en]});
    assert.deepEqual([found?.language, found?.passage.id], ['en', 'lift']);
  });

  it('quotes the person’s own language where the same film or text has both', async () => {
    const es = await open('es', [
      passage('silla', 'Sube la silla con la palanca', {lesson: 'l', media: 'm.json', start: 1, end: 5}),
      ...filler('es'),
    ]);
    const en = await open('en', [
      passage('chair', 'Raise the chair with the lever', {lesson: 'l', media: 'm.json', start: 1, end: 5}),
      ...filler('en'),
    ]);
    assert.deepEqual(await idsOf('¿Cómo subo la silla?', {language: 'es', indexes: [es, en]}), ['silla']);
    assert.deepEqual(await idsOf('How do I raise the chair?', {language: 'en', indexes: [es, en]}), ['chair']);
  });

  it('gives what runs on into the next passage of a lesson a better place', async () => {
    const more = {lesson: 'l'};
    const indexes = [
      await open('es', [
        passage('alone', 'Se cambia siempre la espuma'),
        ...filler('es'),
        passage('a', 'La silla que vuelve al taller', more),
        passage('b', 'Se cambia siempre la espuma, sí', more),
      ]),
    ];
    assert.deepEqual(
      (await idsOf('¿qué espuma se cambia cuando vuelve una silla?', {language: 'es', indexes})).filter(
        (id) => id !== 'a',
      ),
      ['b', 'alone'],
    );
  });

  it('goes by what is rare, not by words with which anybody asks', async () => {
    const indexes = [
      await open('es', [
        passage('need', 'Lo que necesito hacer y tengo que poner'),
        passage('cushion', 'Un cojín firme'),
        ...filler('es'),
      ]),
    ];
    assert.equal((await idsOf('¿Qué tengo que hacer si necesito un cojín?', {language: 'es', indexes}))[0], 'cushion');
  });

  it('finds nothing of what is not there, and less where more is asked of a passage', async () => {
    const indexes = [await open('es', [passage('a', 'La capital de la empresa'), ...filler('es')])];
    assert.deepEqual(await idsOf('¿Cómo se llama el río de Mongolia?', {language: 'es', indexes}), []);
    assert.deepEqual(await idsOf('¿Cuál es la capital de Mongolia?', {language: 'es', indexes, least: 0.6}), []);
    for (const question of ['', '¿?', 'de la en el', '__proto__', 'x'.repeat(100_000), '\n\n'])
      assert.deepEqual(await idsOf(question, {language: 'es', indexes}), [], question.slice(0, 20));
    assert.deepEqual(await idsOf('capital', {language: 'es', indexes: []}), []);
  });

  it('likes the lesson that is open, and keeps to the limit', async () => {
    const indexes = [
      await open('es', [
        passage('a', 'La altura de la mesa uno'),
        passage('b', 'La altura de la mesa dos'),
        passage('c', 'La altura de la mesa seis'),
        ...filler('es'),
      ]),
    ];
    assert.equal((await idsOf('altura mesa', {language: 'es', indexes, nearby: {lesson: 'c'}}))[0], 'c');
    assert.equal((await idsOf('altura mesa', {language: 'es', indexes, limit: 2})).length, 2);
  });

  it('works in languages that have no lexicon', async () => {
    const indexes = [await open('de', [passage('a', 'Der Stuhl und seine Höhe'), passage('b', 'Etwas ganz anderes')])];
    assert.deepEqual(await idsOf('Wie hoch sind die Stühle?', {language: 'de', indexes}), ['a']);
  });
});

describe('notionsOf', () => {
  it('takes a phrase as one notion, and the word itself beside those that mean the same', async () => {
    const [gas] = await notionsOf('gas lift', 'en', 'es');
    assert.equal((await notionsOf('gas lift', 'en', 'es')).length, 1);
    assert.ok([...gas!.forms.keys()].some((form) => form.startsWith('pist')));
    const [chair] = await notionsOf('silla', 'es', 'es');
    assert.deepEqual([chair!.forms.get('sill'), chair!.forms.get('asient')], [1, 0.6]);
  });

  it('reads no more of a question than any question has', async () => {
    assert.ok((await notionsOf('silla mesa '.repeat(50_000), 'es', 'en')).length <= 50);
  });
});

describe('guessLanguage', () => {
  it('is not led astray by an English article that is a Spanish word', async () => {
    assert.equal(await guessLanguage('Is a number plate personal data?', ['es', 'en']), 'en');
    assert.equal(await guessLanguage('¿A quién llamo?', ['es', 'en']), 'es');
    assert.equal(await guessLanguage('GDPR', ['es', 'en']), undefined);
  });
});
