import type {ReactiveController, TemplateResult} from 'lit';
import type {UgglaChat} from '../chat/chat-element.js';
import type {ChatSession} from '../chat/chat-session.js';
import type {ChatError} from '../chat-error.js';
import type {Draft} from '../conversation/message.js';

/** What an extra shows; nothing where it has nothing to show. */
export type Shown = TemplateResult | undefined;

/** Something that few pages ask for, or few people need: what it shows, and where. */
export interface Extra {
  /** Among the actions of a message. */
  message?(message: Draft): Shown;
  /** In an error, below what went wrong. */
  fault?(answer: Draft): Shown;
  /** Beside the input. */
  composer?(): Shown;
  /** Above the input. */
  footer?(): Shown;
}

/** What an extra works with. */
export interface ExtraHost {
  readonly element: UgglaChat;
  readonly session: ChatSession;
  /** Lets a screen reader say it. */
  say(words: string): void;
}

/** The extras of one chat; the code of each is fetched when it is wanted. */
export class Extras implements ReactiveController {
  readonly #host: ExtraHost;
  readonly #asked = new Set<number>();
  readonly #here: Extra[] = [];

  constructor(host: ExtraHost) {
    this.#host = host;
    host.element.addController(this);
    // Who comes by keyboard may walk by it.
    host.element.addEventListener('keyup', ({key}) =>
      this.#want(4, /^(Tab|F6|Arrow)/.test(key), () => import('./walk.js').then(({Walk}) => Walk)),
    );
  }

  hostUpdate(): void {
    const {session, element} = this.#host;
    this.#want(1, element.speech !== '', () => import('./speech.js').then(({Speech}) => Speech));
    this.#want(2, element.handoff !== '', () => import('./hand-off.js').then(({HandOff}) => HandOff));
    this.#want(5, element.store !== 'none', () => import('./drafts.js').then(({Drafts}) => Drafts));
    this.#want(3, session.conversation.messages.some(hasWords), () =>
      import('./fault-words.js').then(({FaultWords}) => FaultWords),
    );
    this.#want(0, session.conversation.aside.length > 0, () =>
      import('./branch-switch.js').then(({BranchSwitch}) => BranchSwitch),
    );
  }

  /** What the extras show at a place. */
  at(place: keyof Extra, message?: Draft): Shown[] {
    return this.#here.map((extra) => extra[place]?.(message!));
  }

  #want(which: number, wanted: boolean, load: () => Promise<new (host: ExtraHost) => Extra>): void {
    if (!wanted || this.#asked.has(which)) return;
    this.#asked.add(which);
    load().then(
      (Class) => {
        this.#here.push(new Class(this.#host));
        this.#host.element.requestUpdate();
      },
      () => this.#asked.delete(which), // the next update asks again
    );
  }
}

/** Whether a server has said why an answer failed. */
function hasWords({error}: Draft): boolean {
  return (error as ChatError | undefined)?.serverText !== undefined;
}
