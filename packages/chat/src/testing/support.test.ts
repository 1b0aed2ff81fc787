import {html, fixture} from '@open-wc/testing';
import {fixtureSite, type FixtureSite, type Rule, waitUntil} from '@uggla/testing';
import '../define.js';
import type {UgglaChat} from '../chat/chat-element.js';

const models: Rule = {match: 'v1/models', body: {data: [{id: 'test-model'}]}, type: 'application/json'};

/** What an engine's streamed answer is recognised by. */
export const stream = {match: 'chat/completions', method: 'POST', type: 'text/event-stream'} as const;

/** A site whose engine answers so; the rule given last has the first word. */
export function engine(...rules: Rule[]): Promise<FixtureSite> {
  return fixtureSite({rules: [models, ...rules.map((rule) => ({...stream, ...rule}))]});
}

/** A chat that talks to that site. */
export function chatWith(site: FixtureSite, lang = 'en'): Promise<UgglaChat> {
  return fixture<UgglaChat>(html`<uggla-chat endpoint=${site.url('v1')} lang=${lang}></uggla-chat>`);
}

/** Waits as long as a busy machine may need. */
export function until(condition: () => unknown, message?: string): Promise<void> {
  return waitUntil(async () => Boolean(await condition()), message, {timeout: 15_000});
}

/** The element of a part. */
export function part<E extends HTMLElement = HTMLElement>(chat: UgglaChat, name: string): E | null {
  return chat.renderRoot.querySelector<E>(`[part~=${name}]`);
}

/** What people read in all elements of a part. */
export function texts(chat: UgglaChat, name: string): string[] {
  return [...chat.renderRoot.querySelectorAll(`[part~=${name}]`)].map(({textContent}) =>
    textContent!.replace(/\s+/g, ' ').trim(),
  );
}

/** The bodies of the questions that the engine has got. */
export async function asked(
  site: FixtureSite,
): Promise<{messages: {role: string; content: string}[]; [key: string]: unknown}[]> {
  return (await site.requests('chat/completions')).map(({body}) => JSON.parse(body));
}

/** A page of its own size, with the chat defined in it: what depends on the window can be seen in any browser. */
export async function pageOf(
  width: number,
  height: number,
  file = 'page.html',
): Promise<{document: Document; window: Window & typeof globalThis; violations: string[]; close(): void}> {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.height = String(height);
  frame.style.border = '0';
  frame.src = new URL(`../fixtures/${file}`, import.meta.url).href;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('load', resolve, {once: true}));
  const inner = frame.contentDocument!;
  const violations: string[] = [];
  inner.addEventListener('securitypolicyviolation', ({effectiveDirective, blockedURI}) =>
    violations.push(`${effectiveDirective} ${blockedURI}`),
  );
  const window = frame.contentWindow as Window & typeof globalThis;
  await window.customElements.whenDefined('uggla-chat');
  return {document: inner, window, violations, close: () => frame.remove()};
}

/** What a real server said: its status and headers, and the body as it came. */
export interface Capture {
  head: {status: number; headers: Record<string, string>};
  body: string;
}

/** One of the captures in `fixtures/captures`. */
export async function readCapture(name: string): Promise<Capture> {
  const text = await (await fetch(new URL(`../fixtures/captures/${name}.txt`, import.meta.url))).text();
  const end = text.indexOf('\n');
  return {head: JSON.parse(text.slice(0, end)), body: text.slice(end + 1)};
}
