import {expect, fixture, html, waitUntil} from '@open-wc/testing';
import {chatStream, fixtureSite, nextEvent, sse} from '@uggla/testing';
import '../define.js';
import type {UgglaChat} from './chat-element.js';

const stream = {match: 'chat/completions', method: 'POST', type: 'text/event-stream'} as const;

/** What people see of the chat's answers. */
const answers = (chat: UgglaChat) => [...chat.renderRoot.querySelectorAll('[part~=assistant] .text')].map((node) => node.textContent);

describe('UgglaChat', () => {
  it('streams an answer from an OpenAI-compatible endpoint, and says so when it is whole', async () => {
    const site = await fixtureSite({rules: [{...stream, body: chatStream(['La silla ', 'se sube ', 'con la palanca.'])}]});
    const chat = await fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang="es"></uggla-chat>`);
    const finished = nextEvent(chat, 'uggla-message-finish');
    const answer = await chat.send('¿Cómo subo la silla?');
    expect(answer.text).to.equal('La silla se sube con la palanca.');
    expect((await finished).reason).to.equal('stop');
    await waitUntil(() => answers(chat)[0] === answer.text, 'the answer never stood in the page');
    const [request] = await site.requests('chat/completions');
    expect(JSON.parse(request!.body).messages).to.deep.equal([{role: 'user', content: '¿Cómo subo la silla?'}]);
    void sse;
  });
});
