import {expect, fixture, html} from '@open-wc/testing';
import {draft} from '../conversation/message.js';
import {Composer} from './composer.js';

/** A composer with a field, and what it asked for. */
async function compose({busy = false} = {}) {
  const field = await fixture<HTMLTextAreaElement>(html`<textarea aria-label="Question"></textarea>`);
  const log: string[] = [];
  const composer = new Composer({
    busy: () => busy,
    field: () => field,
    ask: (text) => log.push(`ask ${text}`),
    change: (id, text) => log.push(`change ${id} ${text}`),
    requestUpdate: () => {},
  });
  const options = () => composer.options('…');
  const type = (text: string) => {
    field.value = text;
    options().input(new Event('input'));
  };
  const press = (key: string, more: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', {key, cancelable: true, ...more});
    options().keydown(event);
    return event.defaultPrevented;
  };
  return {composer, field, log, options, type, press};
}

describe('Composer', () => {
  it('asks what is written, without the blanks around it, and empties the field', async () => {
    const {field, log, options, type} = await compose();
    type('  Hola \n');
    expect(options().value).to.equal('  Hola \n');
    options().submit();
    expect(log).to.deep.equal(['ask Hola']);
    expect(field.value).to.equal('');
    expect(options().value).to.equal('');
    expect(document.activeElement).to.equal(field);
  });

  it('asks what a script has put into the field, too', async () => {
    const {field, log, options} = await compose();
    field.value = 'Hola';
    options().submit();
    expect(log).to.deep.equal(['ask Hola']);
    expect(field.value).to.equal('');
  });

  it('asks nothing when nothing but blanks is written', async () => {
    const {log, options, type} = await compose();
    type(' \n ');
    options().submit();
    expect(log).to.deep.equal([]);
  });

  it('keeps what is written while an answer is on its way', async () => {
    const {field, log, type, press} = await compose({busy: true});
    type('La siguiente');
    expect(press('Enter')).to.equal(true);
    expect(log).to.deep.equal([]);
    expect(field.value).to.equal('La siguiente');
  });

  const keys: [name: string, key: string, more: KeyboardEventInit, taken: boolean][] = [
    ['Enter', 'Enter', {}, true],
    ['Shift+Enter', 'Shift+Enter'.slice(6), {shiftKey: true}, false],
    ['Enter while a word is composed', 'Enter', {isComposing: true}, false],
    ['Enter that ends a composition in Safari', 'Enter', {keyCode: 229}, false],
    ['a letter', 'a', {}, false],
    ['Escape', 'Escape', {}, false],
  ];
  for (const [name, key, more, taken] of keys) {
    it(`${taken ? 'takes' : 'leaves'} ${name}`, async () => {
      const {log, type, press} = await compose();
      type('Hola');
      expect(press(key, more)).to.equal(taken);
      expect(log).to.deep.equal(taken ? ['ask Hola'] : []);
    });
  }

  it('takes a question back, changes it, and asks it in its old place', async () => {
    const {composer, field, log, options, type} = await compose();
    const question = draft('user', 'Hola');
    composer.edit(question);
    expect(field.value).to.equal('Hola');
    expect(options().editing).to.equal(true);
    type('Hola otra vez');
    options().submit();
    expect(log).to.deep.equal([`change ${question.id} Hola otra vez`]);
    expect(options().editing).to.equal(false);
  });

  it('leaves the question as it was on Escape, and the next one is a new one', async () => {
    const {composer, field, log, options, type, press} = await compose();
    composer.edit(draft('user', 'Hola'));
    expect(press('Escape')).to.equal(true);
    expect(field.value).to.equal('');
    expect(options().editing).to.equal(false);
    type('Otra');
    options().submit();
    expect(log).to.deep.equal(['ask Otra']);
  });

  it('gives back what was being written before a question was taken back', async () => {
    const {composer, field, log, options, type, press} = await compose();
    type('Una pregunta larga');
    composer.edit(draft('user', 'Hola'));
    composer.edit(draft('user', 'Buenas'));
    press('Escape');
    expect(field.value).to.equal('Una pregunta larga');
    composer.edit(draft('user', 'Hola'));
    options().submit();
    expect(log.length).to.equal(1);
    expect(field.value).to.equal('Una pregunta larga');
    options().submit();
    expect(log.at(-1)).to.equal('ask Una pregunta larga');
    expect(field.value).to.equal('');
  });

  it('leaves Escape to a word that is being composed', async () => {
    const {composer, field, press} = await compose();
    composer.edit(draft('user', 'Hola'));
    expect(press('Escape', {isComposing: true})).to.equal(false);
    expect(field.value).to.equal('Hola');
  });

  it('forgets what was being written without taking the focus', async () => {
    const {composer, field, type} = await compose();
    type('Hola');
    field.blur();
    composer.reset();
    expect(field.value).to.equal('');
    expect(document.activeElement).not.to.equal(field);
  });
});
