import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {byOrder, isId, parseFileName, slug, splitOrder, titleOf} from './names.js';

const parts = (name: string, languages: string[] = ['es', 'en']) => {
  const parsed = parseFileName(name, languages);
  return parsed && [parsed.order, parsed.stem, parsed.role, parsed.language];
};

describe('parseFileName', () => {
  it('tells order, stem, role and language', () => {
    assert.deepEqual(parts('10-hola.mp4'), [10, 'hola', 'video', undefined]);
    assert.deepEqual(parts('10-hola.es.vtt'), [10, 'hola', 'captions', 'es']);
    assert.deepEqual(parts('10-hola.en.srt'), [10, 'hola', 'captions', 'en']);
    assert.deepEqual(parts('10-hola.pt-BR.md'), [10, 'hola', 'text', 'pt-BR']);
    assert.deepEqual(parts('10-hola.chapters.vtt'), [10, 'hola', 'chapters', undefined]);
    assert.deepEqual(parts('10-hola.chapters.en.vtt'), [10, 'hola', 'chapters', 'en']);
    assert.deepEqual(parts('10-hola.quiz.yml'), [10, 'hola', 'quiz', undefined]);
    assert.deepEqual(parts('30-libro.en.epub'), [30, 'libro', 'book', 'en']);
    assert.deepEqual(parts('10-hola.en.m4a'), [10, 'hola', 'audio', 'en']);
  });

  it('takes capitals, spaces and emoji as people write them', () => {
    assert.deepEqual(parts('Video 1.MP4'), [undefined, 'Video 1', 'video', undefined]);
    assert.deepEqual(parts('3. ¡Hola! 👋.mov'), [3, '¡Hola! 👋', 'video', undefined]);
  });

  it('keeps a dot in a name that is no language', () => {
    assert.deepEqual(parts('10-version 1.2.mp4'), [10, 'version 1.2', 'video', undefined]);
    assert.deepEqual(parts('10-a..b.mp4'), [10, 'a..b', 'video', undefined]);
    assert.deepEqual(parts('10-plan.final.md'), [10, 'plan.final', 'text', undefined]);
  });

  it('leaves other files alone', () => {
    assert.equal(parts('notes.txt'), undefined);
    assert.equal(parts('settings.yml'), undefined);
    assert.equal(parts('.hidden'), undefined);
  });

  it('writes languages as the campus does, else as BCP 47 does', () => {
    assert.deepEqual(parts('a.ES.vtt'), [undefined, 'a', 'captions', 'es']);
    assert.deepEqual(parts('a.pt-br.md'), [undefined, 'a', 'text', 'pt-BR']);
    assert.deepEqual(parts('a.PT.md', ['pt']), [undefined, 'a', 'text', 'pt']);
  });

  it('takes no word for a language that is none', () => {
    for (const name of ['a.final.md', 'a.v2.md', 'a.xx.md', 'a.DOC.md', 'a.1.md', 'a..md'])
      assert.equal(parts(name)?.[3], undefined, name);
  });

  it('takes what cameras, telephones and old programs write for films and sounds', () => {
    for (const ending of ['MOV', 'mts', 'M2TS', '3gp', 'flv', 'wmv', 'ogv'])
      assert.equal(parts(`a.${ending}`)?.[2], 'video', ending);
    for (const ending of ['wma', 'AIFF', 'opus', 'flac']) assert.equal(parts(`a.${ending}`)?.[2], 'audio', ending);
  });

  it('takes a quiz by both endings of YAML, and no other YAML', () => {
    for (const name of ['a.quiz.yml', 'a.QUIZ.YAML'])
      assert.deepEqual(parts(name), [undefined, 'a', 'quiz', undefined], name);
    for (const name of ['quiz.yml', 'a.yml', 'a-quiz.yaml']) assert.equal(parts(name), undefined, name);
  });

  it('knows composed and decomposed letters as the same', () => {
    assert.equal(parseFileName('10-evaluacio\u0301n.mp4', [])?.key, parseFileName('10-evaluación.es.vtt', ['es'])?.key);
  });
});

describe('splitOrder', () => {
  it('takes the number off, but not all of a name', () => {
    assert.deepEqual(splitOrder('10-hola'), {order: 10, stem: 'hola'});
    assert.deepEqual(splitOrder('2026'), {order: undefined, stem: '2026'});
    assert.deepEqual(splitOrder('007_agent'), {order: 7, stem: 'agent'});
    assert.deepEqual(splitOrder('10-'), {order: undefined, stem: '10-'});
    assert.deepEqual(splitOrder('20260101-acta'), {order: undefined, stem: '20260101-acta'});
    assert.deepEqual(splitOrder('1.2.3 notas'), {order: 1, stem: '2.3 notas'});
  });
});

describe('slug', () => {
  it('makes an id that may stand in an address', () => {
    assert.equal(slug('Evaluación de riesgos (2026)'), 'evaluacion-de-riesgos-2026');
    assert.equal(slug('Straße & Ærø'), 'strasse-aero');
    assert.equal(slug('..'), slug('..'));
    for (const name of ['👋', '..', '安全', '---', '../../etc'])
      assert.ok(isId(slug(name)), `${name} became ${slug(name)}`);
    assert.notEqual(slug('安全'), slug('健康'));
  });
});

describe('titleOf', () => {
  it('reads like a title', () => {
    assert.equal(titleOf('evacuacion_de-planta'), 'Evacuacion de planta');
    assert.equal(titleOf('émile'), 'Émile');
  });
});

describe('byOrder', () => {
  it('puts numbers first, then names by value', () => {
    const names = ['Video 10', 'Video 2', '20-b', '3-a'].map((name) => splitOrder(name));
    assert.deepEqual(
      names.sort(byOrder).map(({stem}) => stem),
      ['a', 'b', 'Video 2', 'Video 10'],
    );
  });
});
