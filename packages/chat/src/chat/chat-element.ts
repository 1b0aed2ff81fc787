import {nothing, type PropertyValues, type TemplateResult} from 'lit';
import {query} from 'lit/decorators.js';
import {LocalizeController} from '@uggla/core/localize.js';
import {baseStyles} from '@uggla/core/styles.js';
import {ChatError} from '../chat-error.js';
import {toExport, toMarkdown, type ExportedConversation} from '../conversation/export-conversation.js';
import type {Draft, Message} from '../conversation/message.js';
import {FeedbackEvent, type FinishReason} from '../events.js';
import {more} from '../locales/more.js';
import {terms} from '../locales/terms.js';
import {fetchPost} from '../providers/post-with-headers.js';
import {Attachments} from '../attachments/attachments.js';
import {Extras} from '../extras/extras.js';
import {Announcer} from './announcer.js';
import {AnswerViews} from './answer-views.js';
import {answerStyles} from './answer-styles.js';
import {ChatSession} from './chat-session.js';
import {ChatSettings} from './chat-settings.js';
import {chatStyles} from './chat-styles.js';
import type {ChatView} from './chat-view.js';
import {Choices} from './choices.js';
import {Citations} from './citations.js';
import {Composer} from './composer.js';
import {Conversations} from './conversations.js';
import {Consent} from './consent.js';
import {copyMessage} from './copy-message.js';
import {Countdown} from './countdown.js';
import {FocusKeeper} from './focus-keeper.js';
import {layoutStyles} from './layout-styles.js';
import {messageStyles} from './message-styles.js';
import {renderChat} from './render-chat.js';
import {ScrollFollower} from './scroll-follower.js';
import {ViewportFollower} from './viewport-follower.js';

/**
 * A private assistant: streams answers from any OpenAI-compatible endpoint, and shows citations that take the player to
 * the second they speak of.
 *
 * @example
 * ```html
 * <uggla-course id="course" src="courses/welcome/course.json"></uggla-course>
 * <uggla-chat endpoint="/v1" for="course"></uggla-chat>
 * ```
 * @slot greeting - Shown in place of the greeting while the conversation is empty.
 * @slot consent - What people agree to before anything is sent; without it nothing is asked.
 * @slot handoff - Who answers when people ask for a person, and when; shown before they do.
 * @slot footer - Below the input: a notice, a link to the privacy policy.
 * @fires {UgglaReadyEvent} uggla-ready - The settings are good; questions can be asked.
 * @fires {UgglaErrorEvent} uggla-error - The settings cannot be used, or an answer failed.
 * @fires {MessageSendEvent} uggla-message-send - A question is on its way.
 * @fires {MessageFinishEvent} uggla-message-finish - An answer is over, well or not.
 * @fires {ToolCallEvent} uggla-tool-call - The model wants a function of the page; cancel it to refuse.
 * @fires {CitationOpenEvent} uggla-citation-open - Someone opened a source.
 * @fires {OpenRequestEvent} uggla-open-request - A source is to be shown; cancel it to show it yourself.
 * @fires {ChoiceEvent} uggla-choice - Someone chose a model or an adapter.
 * @fires {HandoffRequestEvent} uggla-handoff-request - Someone asks for a person; cancel it to take over.
 * @fires {FeedbackEvent} uggla-feedback - Someone said what they think of an answer.
 * @csspart frame - The box of the whole chat.
 * @csspart header - Name of the assistant and buttons for the conversation.
 * @csspart list - The button that shows the conversations of this device.
 * @csspart conversations - Their list.
 * @csspart conversation - The button of one of them.
 * @csspart choices - The lists of what can be chosen.
 * @csspart model - The list of models.
 * @csspart adapter - The list of adapters.
 * @csspart log - The scroller with the messages.
 * @csspart message - Each message.
 * @csspart user - A question.
 * @csspart assistant - An answer.
 * @csspart link - A link in an answer.
 * @csspart code - A block of code in an answer.
 * @csspart table - A table in an answer.
 * @csspart citation - A source: its number in the text, its card below.
 * @csspart source - The card of a source.
 * @csspart reasoning - What the model thought before it answered.
 * @csspart tool - A function that the model wants, or wanted.
 * @csspart error - What went wrong, with a way out.
 * @csspart server - What the server itself said of it, folded.
 * @csspart status - What the chat is doing, for screen readers.
 * @csspart suggestions - The list of questions to begin with.
 * @csspart suggestion - One of them.
 * @csspart context - How full the window of the model is, where it is known.
 * @csspart notice - The line that says who answers.
 * @csspart branches - Which version of a message is shown, and the way to the others.
 * @csspart dictate - The button that takes dictation.
 * @csspart read - The button that reads an answer aloud.
 * @csspart speech - Where what is said goes, and whether that may be.
 * @csspart handoff - The way to a person.
 * @csspart input - Where the question is written.
 * @csspart attach - The button that adds files and pictures.
 * @csspart attachments - The list of what was added.
 * @csspart attachment - One of them.
 * @csspart picture - A picture that was sent.
 * @csspart send - The button that sends it.
 * @csspart stop - The button that stops the answer.
 * @csspart clear - The button for a new conversation.
 * @csspart close - The button that closes a floating chat or a panel.
 * @csspart accept - The button that agrees to the consent text.
 * @csspart launcher - The button that opens them.
 * @cssprop [--uggla-accent=#0b57a4] - Buttons, questions and focus.
 * @cssprop [--uggla-accent-text=#fff] - Text on the accent.
 * @cssprop [--uggla-surface=#fff] - Background.
 * @cssprop [--uggla-radius=0.5em] - Roundness of corners.
 */
export class UgglaChat extends ChatSettings {
  static override styles = [baseStyles, layoutStyles, chatStyles, messageStyles, answerStyles];

  @query('[part=log]') private readonly log!: HTMLElement | null;
  @query('#input') private readonly input!: HTMLTextAreaElement | null;
  @query('[part=status]') private readonly region!: HTMLElement | null;

  readonly #words = new LocalizeController(this, terms, more, (all) => all.chat);
  readonly #scroll = new ScrollFollower(this, () => this.log);
  readonly #countdown = new Countdown(this);
  readonly #announcer = new Announcer(() => this.region);
  readonly #consent = new Consent(this);
  readonly #composer = new Composer({
    busy: () => this.busy,
    field: () => this.input,
    ask: (text) => this.#attachments.send(text),
    change: (id, text) => void this.edit(id, text),
    requestUpdate: () => this.requestUpdate(),
  });
  readonly #attachments: Attachments = new Attachments(this, () => this.#session.takesImages);
  readonly #choices = new Choices(this);
  readonly #conversations: Conversations = new Conversations(this, () => this.#session);
  readonly #citations = new Citations(this, this.#words);
  readonly #views = new AnswerViews({
    ownerDocument: this.ownerDocument,
    words: () => {
      const term = (key: 'copy' | 'copied' | 'code' | 'table' | 'picture') => this.#words.term(key);
      return {
        copy: term('copy'),
        copied: term('copied'),
        code: term('code'),
        table: term('table'),
        picture: term('picture'),
      };
    },
    citation: (citation, answer) => this.#citations.make(citation, answer),
    requestUpdate: () => this.requestUpdate(),
  });
  readonly #session = new ChatSession(this, {
    began: (answer) => this.#began(answer),
    grew: (answer, fresh) => {
      this.#views.grew(answer, fresh);
      this.#announcer.grew(answer.text);
    },
    finished: (answer, reason) => this.#finished(answer, reason),
    asks: ({name}, {text}) => this.#announcer.finish(text, this.#words.term('toolAsks', name)),
    settled: (error) => (error ? this.fail(error, error.code) : this.ready()),
  });
  readonly #extras = new Extras({element: this, session: this.#session, say: (words) => this.#announcer.say(words)});

  constructor() {
    super();
    new ViewportFollower(this);
    new FocusKeeper(this, () => this.#takeFocus());
  }

  /** The messages of the branch that is shown, oldest first. */
  get messages(): readonly Message[] {
    return this.#session.conversation.messages;
  }

  /** Whether an answer is on its way. */
  get busy(): boolean {
    return this.#session.conversation.busy;
  }

  /**
   * Asks a question; resolves with the answer when it is over, well or not (`message.error`). While another answer is on
   * its way, it waits for its turn. Rejects with `chat-consent-missing` before the person has agreed.
   */
  async send(text: string, {images = []}: {images?: readonly string[]} = {}): Promise<Message> {
    this.#mayAsk();
    return this.#session.send(text, images);
  }

  /** Breaks off the answer; what has come of it stays. */
  stop(): void {
    this.#session.conversation.stop();
  }

  /** Asks the last question again; the answer before stays beside it, as another branch. Rejects with `chat-consent-missing` before the person has agreed. */
  async regenerate(): Promise<Message | undefined> {
    this.#mayAsk();
    return this.#session.conversation.regenerate();
  }

  /** Puts `text` in the place of a question and asks it; what was there stays as another branch. Rejects as `regenerate` does. */
  async edit(messageId: string, text: string): Promise<Message | undefined> {
    this.#mayAsk();
    return this.#session.conversation.edit(messageId, text);
  }

  /**
   * All versions of a message in the order in which they came: what it was before it was edited, other answers to the same
   * question. Itself alone where there is one; nothing when it is not known.
   */
  async branches(messageId: string): Promise<readonly Message[]> {
    return (await import('../extras/branch-api.js')).listBranches(this.#session, messageId);
  }

  /**
   * Shows another version in place of the one that stands there, and what followed it. Resolves with whether it is shown: not
   * while an answer comes.
   */
  async showBranch(messageId: string): Promise<boolean> {
    return (await import('../extras/branch-api.js')).turnTo(this.#session, messageId);
  }

  /** Forgets the conversation, also where it was kept. */
  clear(): void {
    this.#session.clear();
    this.#composer.reset();
    this.#countdown.start(0);
  }

  /** Begins a new conversation. With `conversations`, the one before stays in the list; else it is forgotten. */
  async newConversation(): Promise<void> {
    if (!this.#session.shelf.several) return this.clear();
    this.#composer.reset();
    await this.#conversations.show(Date.now().toString(36));
  }

  /** Forgets all conversations of this chat, also those that are kept on this device. */
  async deleteConversations(): Promise<void> {
    if (this.#session.shelf.several) await this.#conversations.removeAll();
    else this.clear();
  }

  exportConversation(format?: 'json'): ExportedConversation;
  exportConversation(format: 'markdown'): string;
  /** The conversation as plain data, or as Markdown. */
  exportConversation(format: 'json' | 'markdown' = 'json'): ExportedConversation | string {
    if (format === 'json') return toExport(this.messages);
    return toMarkdown(this.messages, {user: this.#words.term('you'), assistant: this.#name});
  }

  /** Puts the cursor into the input. */
  override focus(options?: FocusOptions): void {
    this.input?.focus(options);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#announcer.end();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    super.willUpdate(changed);
    if (['endpoint', 'protocol', 'template', 'provider'].some((name) => changed.has(name as keyof UgglaChat)))
      this.#session.check();
    if (changed.has('authorization') || changed.has('headers')) this.#session.relearn();
    if (this.status === 'ready' && this.#shown && !this.#consent.locked) {
      this.#session.learn();
      this.#choices.learn(this.#session.settings);
    }
    this.#views.keep(this.#session.conversation.messages);
  }

  protected override updated(changed: PropertyValues<this>): void {
    super.updated(changed);
    if (changed.has('open') && this.#overPage && changed.get('open') !== undefined) this.#moveFocus();
    this.#composer.fit();
  }

  protected override render(): TemplateResult {
    const over = this.#overPage;
    const {locked, look: found} = this.#consent;
    return renderChat(
      {
        over,
        open: this.open,
        heading: this.#name,
        messages: this.#session.conversation.messages,
        suggestions: this.suggestions,
        following: this.#scroll.following,
        choices: this.#consent.locked ? nothing : this.#choices.render(this.#session.models, this.#view),
        context: this.#session.contextUse,
        composer: {
          ...this.#composer.options(this.placeholder || this.#words.term('placeholder')),
          attachments: this.#attachments.render(this.#view),
          focus: this.#expectQuestion,
        },
        consent: {locked, found, accept: () => this.#accept()},
        show: () => (this.open = true),
        conversations: this.#conversations.render(this.#view),
        list: this.#session.shelf.several && !locked ? () => void this.#conversations.toggle() : undefined,
        clear: () => (this.#session.shelf.several ? void this.newConversation() : this.clear(), this.focus()),
        close: () => this.#close(),
        keydown: this.#escape,
        scrolled: this.#scroll.scrolled,
        toEnd: () => this.#scroll.toEnd(),
      },
      this.#view,
    );
  }

  get #view(): ChatView {
    return {
      words: this.#words,
      busy: this.busy || this.#consent.locked,
      generative: this.#session.generative,
      wait: this.#countdown.left,
      nodeOf: (answer) => this.#views.nodeOf(answer),
      citation: (citation, answer) => this.#citations.controlOf(citation, answer),
      send: (text) => void this.send(text).then(() => undefined),
      stop: () => this.stop(),
      regenerate: () => void this.regenerate(),
      continue: () => void this.#session.conversation.continue(),
      copy: (message, near) => void copyMessage(message, near, () => this.#announcer.say(this.#words.term('copied'))),
      edit: (question) => this.#composer.edit(question),
      decide: (call, allowed) => this.#session.decide(call, allowed),
      rate: (answer, value) => this.#rate(answer, value),
      extras: (place, message) => this.#extras.at(place, message),
    };
  }

  get #name(): string {
    return this.heading || this.#words.term('assistant');
  }

  get #overPage(): boolean {
    return this.layout === 'floating' || this.layout === 'panel';
  }

  get #shown(): boolean {
    return !this.#overPage || this.open;
  }

  /** Something is to be sent: never before the person has agreed, and in sight. */
  #mayAsk(): void {
    if (this.#consent.locked)
      throw new ChatError('chat-consent-missing', 'Nothing is sent before the consent is given');
    this.#scroll.toEnd();
  }

  /** What an answer needs is here when it comes; nobody who writes no question fetches it. */
  readonly #expectQuestion = (): void => {
    void this.#views.load();
    if (!this.provider) fetchPost().catch(() => {}); // the question asks again
  };

  #began(answer: Draft): void {
    this.#countdown.start(0);
    this.#announcer.begin(answer.text);
    this.#announcer.say(this.#words.term(this.#session.generative ? 'waitingModel' : 'waiting'));
    for (const what of ['leftOut', 'shortened'] as const)
      if (answer[what] > 0) this.#announcer.say(this.#words.term(what, answer[what]));
    void this.#views.load();
  }

  #finished(answer: Draft, reason: FinishReason): void {
    const {retryAfter} = answer.error instanceof ChatError ? answer.error : {};
    if (retryAfter) this.#countdown.start(retryAfter);
    // An error speaks for itself: it is an alert.
    const term = (
      {stop: 'finished', stopped: 'stopped', length: 'lengthReached', cut: undefined, error: undefined} as const
    )[reason];
    this.#announcer.finish(answer.text, term ? this.#words.term(term) : '');
  }

  #rate(answer: Draft, value: 'up' | 'down'): void {
    const rated = this.#session.conversation.rate(answer.id, answer.feedback === value ? undefined : value);
    if (rated) this.dispatchEvent(new FeedbackEvent(rated, rated.feedback));
  }

  #accept(): void {
    this.#consent.accept();
    void this.updateComplete.then(() => this.focus());
  }

  #close(): void {
    this.open = false;
  }

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#overPage || event.isComposing || event.defaultPrevented) return;
    event.stopPropagation();
    this.#close();
  };

  /** Opened: into the input, except where that would raise a keyboard over the greeting. Closed: back to the button. */
  #moveFocus(): void {
    if (!this.open) return this.renderRoot.querySelector<HTMLElement>('[part=launcher]')?.focus();
    this.#takeFocus();
  }

  #takeFocus(): void {
    const touch = matchMedia('(pointer: coarse)').matches;
    if (touch || this.#consent.locked) this.renderRoot.querySelector<HTMLElement>('.frame')?.focus();
    else this.focus();
  }
}
