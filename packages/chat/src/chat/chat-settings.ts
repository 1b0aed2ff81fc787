import type {PropertyValues} from 'lit';
import {property} from 'lit/decorators.js';
import {UgglaElement, warnOnce} from '@uggla/core/element.js';
import type {ChatFunctions} from '../conversation/tools.js';
import {parseAdapters} from '../providers/parse-adapters.js';
import type {ChatProvider} from '../providers/provider.js';
import type {PromptTemplate} from '../providers/templates.js';
import type {Recognizer} from '../extras/transcribe.js';
import {namesOf} from './choices.js';

/** Headers of a request to the engine, or a function that makes them. */
export type HeadersSource = Record<string, string> | (() => Record<string, string> | Promise<Record<string, string>>);

/** The value of the `Authorization` header, or a function that fetches it; called again once after a 401. */
export type AuthorizationSource = string | (() => string | undefined | Promise<string | undefined>);

/** What the page says of a chat: each setting an attribute and a property, secrets and functions properties only. */
export abstract class ChatSettings extends UgglaElement {
  /** Base address of the engine, taken as it is: `/v1`, `https://chat.example/v1`. */
  @property() endpoint = '';

  /** Model to ask; empty: the engine's own choice. */
  @property() model = '';

  /** What the engine speaks: `openai`, `responses`, `anthropic`, `ollama`, `completions` (a base model, with a template), or
   * `browser`: the model that the browser itself has, where it has one. */
  @property() protocol = 'openai';

  /** For `completions`: `llama2`, `alpaca`, `vicuna`, `chatml`, or (as a property) a function. */
  @property() template: string | PromptTemplate = '';

  /** LoRA adapters of the engine, by number and weight: `0`, `0:0.5, 2:1`. Empty: as the engine began. */
  @property() adapter = '';

  /** What the engine is told before the conversation. */
  @property() system = '';

  /** Tokens that the model can read at once; older messages that do not fit are left out. 0: as the engine says. */
  @property({type: Number, attribute: 'context-window'}) contextWindow = 0;

  /** What people may choose themselves: `model`, `adapter`, or both; each is a list, where the engine has something to choose. */
  @property() choices = '';

  /** Tokens that an answer may take at most. 0: as the engine says; Anthropic's protocol, which wants a limit, gets 4096. */
  @property({type: Number, attribute: 'max-tokens'}) maxTokens = 0;

  /** Id of the player, course or catalog that answers are grounded in, and where citations lead. */
  @property() for = '';

  /** `inline`: in the page; `floating`: above it, opened by a button; `panel`: beside it, at full height. */
  @property({reflect: true, useDefault: true}) layout: 'inline' | 'floating' | 'panel' = 'inline';

  /** Whether a floating chat or a panel is open. */
  @property({type: Boolean, reflect: true}) open = false;

  /** Where the conversation is kept: `none`, `session` (this tab), `device` (until it is cleared). */
  @property() store: 'none' | 'session' | 'device' = 'none';

  /**
   * People may add text files to a question, and pictures where the engine says that it takes them: by button, paste or drop.
   * Pictures are made small in the browser.
   */
  @property({type: Boolean}) attachments = false;

  /** With `store="device"`: a new conversation leaves the one before in a list, from which people open and delete them. */
  @property({type: Boolean}) conversations = false;

  /**
   * `in`: people may dictate; `out`: they may have answers read to them; or both. Nothing that is said or read leaves the
   * device before the person has been told where it goes.
   */
  @property() speech = '';

  /**
   * What writes down what is dictated, in place of the browser: the address of a whisper.cpp server (`…/inference`) or of
   * OpenAI's `…/audio/transcriptions`, or (as a property) a function.
   */
  @property() recognizer: string | Recognizer = '';

  /**
   * People may ask for a person: `page` (only `uggla-handoff-request` fires), a `mailto:` address, or the address of a webhook.
   * The conversation goes along only when they say so.
   */
  @property() handoff = '';

  /** Name of the assistant; the word "Assistant" when empty. */
  @property() heading = '';

  /** What stands in the empty input. */
  @property() placeholder = '';

  /** Seconds of silence after which people are told that the answer is still waited for; 0: never. */
  @property({type: Number, attribute: 'stall-after'}) stallAfter = 30;

  /** Value of the `Authorization` header, or a function that fetches it. Never an attribute: it is a secret. */
  @property({attribute: false}) authorization: AuthorizationSource | undefined;

  /** Further headers, or a function that makes them. */
  @property({attribute: false}) headers: HeadersSource | undefined;

  /**
   * Further fields of each request, as the engine has them: `{temperature: 0.2}`, llama.cpp's `grammar`, `cache_prompt`,
   * `id_slot`. What the chat itself says (`messages`, `model`, `stream` …) they do not change.
   */
  @property({attribute: false}) extraBody: Record<string, unknown> | undefined;

  /** Functions that the model may ask for, by name; each call is shown, and runs when the person allows it. */
  @property({attribute: false}) tools: ChatFunctions | undefined;

  /** Questions to begin with. */
  @property({attribute: false}) suggestions: readonly string[] = [];

  /** Any other engine, in place of `endpoint`. */
  @property({attribute: false}) provider: ChatProvider | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    const unknown = namesOf(this.choices).find((name) => name !== 'model' && name !== 'adapter');
    if (unknown !== undefined) warnOnce(this, `choices="${this.choices}": ${unknown} is none of model, adapter`);
    const unspoken = namesOf(this.speech).find((name) => name !== 'in' && name !== 'out');
    if (unspoken !== undefined) warnOnce(this, `speech="${this.speech}": ${unspoken} is none of in, out`);
    if (!['inline', 'floating', 'panel'].includes(this.layout))
      warnOnce(this, `layout="${this.layout}" is none of inline, floating, panel`);
    if (!['none', 'session', 'device'].includes(this.store))
      warnOnce(this, `store="${this.store}" is none of none, session, device`);
    if (this.adapter !== '' && !parseAdapters(this.adapter))
      warnOnce(this, `adapter="${this.adapter}" is no list of numbers and weights`);
  }
}
