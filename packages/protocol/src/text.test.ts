import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {matchLanguage, pickByLanguage, pickText} from './text.js';

describe('pickText', () => {
  it('takes the best language that there is, else the first', () => {
    const text = {es: 'Silla', en: 'Chair', 'pt-BR': 'Cadeira'};
    assert.equal(pickText(text, ['es-MX', 'en']), 'Silla');
    assert.equal(pickText(text, ['pt']), 'Cadeira');
    assert.equal(pickText(text, ['de', 'en-GB']), 'Chair');
    assert.equal(pickText(text, ['eu']), 'Silla');
    assert.equal(pickText('plain', ['es']), 'plain');
    assert.equal(pickText(undefined, ['es']), '');
    assert.equal(pickText({}, ['es']), '');
  });

  it('matches tags in whatever case', () => {
    assert.equal(matchLanguage(['pt-BR'], ['PT-br']), 'pt-BR');
    assert.equal(matchLanguage(['es'], ['est']), undefined);
    assert.deepEqual(pickByLanguage({en: 1}, ['es']), ['en', 1]);
  });
});

describe('matchLanguage', () => {
  const rows: [wanted: string[], available: string[], expected: string | undefined, why: string][] = [
    [['es-MX'], ['en', 'es'], 'es', 'the language stands for its regions'],
    [['es-MX'], ['es-ES', 'es-419'], 'es-419', 'the Spanish of America before that of Spain'],
    [['es-MX'], ['es', 'es-419'], 'es-419', 'also before Spanish without a region'],
    [['es-ES'], ['es-419', 'es'], 'es', 'but not for a Spaniard'],
    [['es-MX'], ['es-AR', 'es'], 'es', 'the language itself before another region'],
    [['es'], ['es-MX', 'es-ES'], 'es-ES', 'the region that the language is at home in'],
    [['en'], ['en-GB', 'en-US'], 'en-US', 'the same for English'],
    [['pt'], ['pt-PT', 'pt-BR'], 'pt-BR', 'and for Portuguese'],
    [['pt-AO'], ['pt-PT'], 'pt-PT', 'another region before none'],
    [['zh-TW'], ['zh-Hans', 'zh-Hant'], 'zh-Hant', 'Taiwan reads traditional letters'],
    [['zh-HK'], ['zh-Hans', 'zh-Hant'], 'zh-Hant', 'and so does Hong Kong'],
    [['zh-CN'], ['zh-Hant', 'zh-Hans'], 'zh-Hans', 'China simplified ones'],
    [['zh'], ['zh-Hant', 'zh-Hans'], 'zh-Hans', 'so does Chinese of nowhere'],
    [['zh-Hant-TW'], ['zh-Hans', 'zh-Hant'], 'zh-Hant', 'a tag loses its end first'],
    [['zh-Hant'], ['zh', 'zh-TW'], 'zh-TW', 'writing weighs more than the shorter tag'],
    [['zh-Hant'], ['zh-Hans'], 'zh-Hans', 'other letters of the language before another language'],
    [['sr-Latn'], ['sr', 'sr-Latn-BA'], 'sr-Latn-BA', 'Serbian in Latin letters'],
    [['de-AT', 'fr'], ['fr', 'de'], 'de', 'a wish nearly met before the next wish'],
    [['eu', 'es'], ['en', 'es'], 'es', 'the next wish where the first cannot be met'],
    [['es_MX'], ['en', 'es'], 'es', 'many pages write tags with an underscore'],
    [['ES-mx'], ['es-MX'], 'es-MX', 'case says nothing'],
    [['est'], ['es'], undefined, 'Estonian is no Spanish'],
    [['e'], ['es', 'en'], undefined, 'one letter is no language'],
    [['', '*', '-', 'x'], ['es'], undefined, 'nor is nonsense'],
    [['es-'], ['es', 'es-ES'], 'es', 'half a tag is read as far as it goes'],
    [['en-US.UTF-8'], ['es', 'en'], 'en', 'so is the setting of a machine'],
    [[], ['es'], undefined, 'nothing wanted'],
    [['es'], [], undefined, 'nothing there'],
  ];
  for (const [wanted, available, expected, why] of rows) {
    it(`${wanted.join(', ') || 'nothing'} of ${available.join(', ') || 'nothing'} is ${String(expected)}: ${why}`, () => {
      assert.equal(matchLanguage(available, wanted), expected);
    });
  }

  it('gives the tag as the file has it, and the first of equals', () => {
    assert.equal(matchLanguage(['pt-BR'], ['PT-br']), 'pt-BR');
    assert.equal(matchLanguage(['es-AR', 'es-CL'], ['es-MX']), 'es-AR');
    assert.equal(matchLanguage(['xx-AA', 'xx-BB'], ['xx']), 'xx-AA');
  });
});

describe('pickByLanguage', () => {
  it('gives the first entry where no wish can be met, and none of an empty map', () => {
    assert.deepEqual(pickByLanguage({de: 1, fr: 2}, ['es']), ['de', 1]);
    assert.equal(pickByLanguage({}, ['es']), undefined);
  });

  it('takes no inherited name for a language', () => {
    assert.equal(pickByLanguage({}, ['constructor', '__proto__', 'toString']), undefined);
    assert.deepEqual(pickByLanguage(JSON.parse('{"__proto__":"p","es":"e"}') as Record<string, string>, ['es']), [
      'es',
      'e',
    ]);
  });
});
