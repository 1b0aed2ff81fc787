import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {asFromFrame, asToFrame, openEnvelope} from './frame.js';

describe('openEnvelope', () => {
  it('gives the message of this talk', () => {
    const message = {type: 'ready'};
    assert.equal(openEnvelope({uggla: 'talk-1', message}, 'talk-1'), message);
  });

  const strange: unknown[] = [
    undefined,
    null,
    '',
    'talk-1',
    7,
    [],
    {},
    {uggla: 'talk-1'},
    {uggla: 'talk-2', message: {type: 'ready'}},
    {message: {type: 'ready'}},
    {uggla: 'talk-1', message: null},
    {uggla: 'talk-1', message: 'ready'},
    {uggla: 'talk-1', message: {}},
    {uggla: 'talk-1', message: {type: 7}},
    {uggla: ['talk-1'], message: {type: 'ready'}},
  ];
  for (const data of strange) {
    it(`passes over ${JSON.stringify(data) ?? 'nothing'}`, () => assert.equal(openEnvelope(data, 'talk-1'), undefined));
  }
});

describe('asFromFrame', () => {
  it('takes what says nothing but its type', () => {
    for (const type of ['ready', 'left']) assert.deepEqual(asFromFrame({type, more: 1}), {type});
    assert.deepEqual(asToFrame({type: 'enter', more: 1}), {type: 'enter'});
  });

  it('takes a place inside the book, and brings shares into it', () => {
    assert.deepEqual(asFromFrame({type: 'place', place: 'cfi', start: -1, end: 7, label: 'One', page: 3}), {
      type: 'place',
      place: 'cfi',
      start: 0,
      end: 1,
      label: 'One',
      page: 3,
    });
    assert.deepEqual(asFromFrame({type: 'place', place: 'cfi', start: 0.2, end: 0.3}), {
      type: 'place',
      place: 'cfi',
      start: 0.2,
      end: 0.3,
    });
  });

  it('takes no place without its numbers', () => {
    for (const bad of [
      {},
      {place: 'x'},
      {place: 'x', start: 0},
      {place: 'x', start: '0', end: 1},
      {place: 'x', start: Number.NaN, end: 1},
      {place: 7, start: 0, end: 1},
    ]) {
      assert.equal(asFromFrame({type: 'place', ...bad}), undefined, JSON.stringify(bad));
    }
  });

  it('keeps what it understands of an opened book, and cuts texts without end', () => {
    const opened = asFromFrame({
      type: 'opened',
      title: 'x'.repeat(20_000),
      pages: Infinity,
      direction: 'up',
      contents: [{label: 'One', place: 'a', depth: 1}, {label: 'No place'}, null, 'x', {label: 'Two', place: 'b'}],
      evil: 1,
    });
    assert.deepEqual(opened, {
      type: 'opened',
      title: 'x'.repeat(10_000),
      direction: 'ltr',
      contents: [
        {label: 'One', place: 'a', depth: 1},
        {label: 'Two', place: 'b', depth: 0},
      ],
    });
    assert.deepEqual(asFromFrame({type: 'opened', direction: 'rtl', contents: 'x', pages: 12}), {
      type: 'opened',
      direction: 'rtl',
      contents: [],
      pages: 12,
    });
  });

  it('tells of a failure in words, or without', () => {
    assert.deepEqual(asFromFrame({type: 'failed', message: 'no'}), {type: 'failed', message: 'no'});
    assert.deepEqual(asFromFrame({type: 'failed', message: {}}), {type: 'failed', message: ''});
    assert.deepEqual(asFromFrame({type: 'ready', more: 1}), {type: 'ready'});
  });

  it('takes what was found, selected and chosen, and leaves out what is no place', () => {
    const found = [
      {place: 'a', label: 'One', before: 'x', match: 'y', after: 'z', evil: 1},
      {match: 'y'},
      null,
      {place: 'b', before: 7},
    ];
    assert.deepEqual(asFromFrame({type: 'found', query: 'y', found}), {
      type: 'found',
      query: 'y',
      found: [
        {place: 'a', label: 'One', before: 'x', match: 'y', after: 'z'},
        {place: 'b', before: '', match: '', after: ''},
      ],
    });
    assert.deepEqual(asFromFrame({type: 'found', found: 'x'}), {type: 'found', query: '', found: []});
    assert.deepEqual(asFromFrame({type: 'selected', place: 'a', text: 'words'}), {
      type: 'selected',
      place: 'a',
      text: 'words',
    });
    assert.deepEqual(asFromFrame({type: 'selected', text: {}}), {type: 'selected', place: '', text: ''});
    assert.deepEqual(asFromFrame({type: 'mark', id: 'm'}), {type: 'mark', id: 'm'});
    assert.equal(asFromFrame({type: 'mark'}), undefined);
  });

  it('takes what a package keeps and says was done, brought into shares, and not more than a package may keep', () => {
    assert.deepEqual(
      asFromFrame({
        type: 'tracked',
        kept: '{}',
        result: {completed: true, passed: false, score: 1.7, share: -1, evil: 1},
      }),
      {type: 'tracked', kept: '{}', result: {completed: true, passed: false, score: 1, share: 0}},
    );
    assert.deepEqual(asFromFrame({type: 'tracked', kept: '', result: {completed: 'yes', passed: 'no', score: '1'}}), {
      type: 'tracked',
      kept: '',
      result: {completed: false},
    });
    for (const bad of [{kept: 7, result: {}}, {kept: '{}'}, {kept: 'x'.repeat(1_000_001), result: {}}])
      assert.equal(asFromFrame({type: 'tracked', ...bad}), undefined);
  });

  it('knows no other message', () => {
    for (const type of ['', 'open', 'constructor', '__proto__']) assert.equal(asFromFrame({type}), undefined);
  });
});

describe('asToFrame', () => {
  it('takes a package of a standard that it knows, from the net alone', () => {
    const package12 = {kind: 'package', standard: 'scorm12', src: 'https://acme.example/chair/index.html'};
    const whole = {
      ...package12,
      title: 'Chair',
      language: 'es',
      learner: {id: 'ana', name: 'Ana'},
      mode: 'review',
      kept: '{}',
      memory: {key: 'k', at: ''},
      data: 'x',
      mastery: 0.8,
    };
    assert.deepEqual(asToFrame({type: 'open', content: {...whole, evil: 1}}), {type: 'open', content: whole});
    assert.deepEqual(
      asToFrame({
        type: 'open',
        content: {...package12, learner: 7, mode: 'root', kept: 7, memory: {key: 'k'}, mastery: 80},
      }),
      {
        type: 'open',
        content: {...package12, title: '', language: '', learner: {id: '', name: ''}, mode: 'normal', mastery: 1},
      },
    );
    for (const bad of [{standard: 'scorm13'}, {src: 'javascript:alert(1)'}, {src: 7}])
      assert.equal(asToFrame({type: 'open', content: {...package12, ...bad}}), undefined);
  });

  it('takes what to look for, and what to highlight', () => {
    assert.deepEqual(asToFrame({type: 'search', query: 'owl'}), {type: 'search', query: 'owl'});
    assert.deepEqual(asToFrame({type: 'search', query: 7}), {type: 'search', query: ''});
    assert.deepEqual(asToFrame({type: 'marks', marks: [{id: 'm', place: 'a', evil: 1}, {id: 'n'}, null]}), {
      type: 'marks',
      marks: [{id: 'm', place: 'a'}],
    });
    assert.deepEqual(asToFrame({type: 'marks'}), {type: 'marks', marks: []});
  });

  const bytes = new ArrayBuffer(4);
  const look = {dark: true, scale: 1.5};

  it('takes a book with its look, which it brings into bounds', () => {
    const content = {kind: 'epub', bytes, look, title: 'T', language: 'es', place: 'cfi'};
    assert.deepEqual(asToFrame({type: 'open', content}), {type: 'open', content});
    for (const [scale, kept] of [
      [0, 0.5],
      [99, 3],
      [Number.NaN, 1],
      ['2', 1],
    ] as const) {
      assert.deepEqual(asToFrame({type: 'look', look: {dark: 'yes', scale}}), {
        type: 'look',
        look: {dark: false, scale: kept},
      });
    }
  });

  it('takes no book without bytes or of another kind', () => {
    for (const bad of [{bytes: 'x'}, {bytes: [1]}, {bytes: undefined}, {kind: 'mobi'}, {look: null}]) {
      assert.equal(
        asToFrame({type: 'open', content: {kind: 'pdf', bytes, look, ...bad}}),
        undefined,
        JSON.stringify(bad),
      );
    }
    assert.equal(asToFrame({type: 'open'}), undefined);
  });

  it('opens pages of the web, and nothing else', () => {
    assert.deepEqual(asToFrame({type: 'open', content: {kind: 'page', src: 'https://acme.example/x', title: 'X'}}), {
      type: 'open',
      content: {kind: 'page', src: 'https://acme.example/x', title: 'X'},
    });
    const trusted = (value: unknown) =>
      asToFrame({type: 'open', content: {kind: 'page', src: 'https://acme.example/x', title: 'X', trusted: value}});
    assert.deepEqual(
      [trusted(true), trusted('yes')],
      [true, undefined].map((one) => ({
        type: 'open',
        content: {kind: 'page', src: 'https://acme.example/x', title: 'X', ...(one ? {trusted: one} : {})},
      })),
    );
    for (const src of [
      'javascript:alert(1)',
      ' https://x',
      'data:text/html,x',
      'file:///etc/passwd',
      'blob:https://x/y',
      '//acme.example',
      '',
      7,
      undefined,
    ]) {
      assert.equal(asToFrame({type: 'open', content: {kind: 'page', src}}), undefined, String(src));
    }
  });

  it('goes on, back, to a place or a share', () => {
    for (const to of ['next', 'previous', {place: 'cfi'}, {share: 0.5}])
      assert.deepEqual(asToFrame({type: 'go', to}), {type: 'go', to});
    for (const to of ['home', {}, null, {share: '1'}, {place: 7}, undefined])
      assert.equal(asToFrame({type: 'go', to}), undefined, JSON.stringify(to));
  });
});
