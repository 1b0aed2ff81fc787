import {css, html, type TemplateResult} from 'lit';
import type {Records} from '@uggla/core/records/records.js';
import {UgglaError, type LaunchAnswer, type LaunchStateAnswer} from '@uggla/protocol';
import type {LessonContext, LessonView} from '../course/lesson-view.js';
import {FrameTalk} from '../frame/frame-talk.js';
import {Launcher} from './launch.js';
import {renderFrame, styles as frameStyles} from './render-frame.js';
import {say} from './say.js';
import {WayIn} from './way-in.js';

/** Every so many seconds with the page in view the server is asked what the unit has reported. */
const LOOKS_EVERY = 3;

/** So long (milliseconds) after the lesson was left it is asked once more: a unit may end its session as its window goes. */
const GOODBYE_MS = 2000;

/** So long (milliseconds) is waited for what was done before to reach the server, which decides what is open. */
const SENDS_FIRST_MS = 5000;

/** The frame, and what stands in its place. */
export const styles = css`
  ${frameStyles}
  .unit {
    display: grid;
    gap: 1rem;
    justify-items: start;
    padding: 1.25rem;
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
    background: var(--_surface-2);
  }
  .unit p {
    margin: 0;
  }
`;

/** Where the unit is: nowhere yet, in the frame, in a window of its own, behind a link (no window was opened), at its end. */
type Place = 'start' | 'frame' | 'window' | 'link' | 'over' | 'elsewhere';

/**
 * A cmi5 unit. Our server launches it, hears what it says, and tells this page how far it is; it is shown inside the frame, or in
 * a window of its own where it asks for one.
 *
 * @throws {@link UgglaError} `launch-server-missing` where no server of ours keeps the records, `frame-unnamed`.
 */
export function open(context: LessonContext<'embed'>): LessonView {
  const {records, host, lesson} = context;
  if (!records?.connections.includes('server') || !host.serverAddress) {
    throw new UgglaError(
      'launch-server-missing',
      'A cmi5 lesson needs a server of Uggla that keeps the records; here there is none',
      {
        field: lesson.id,
        cure: 'Start `uggla serve` on the published folder, and set records="server" and `endpoint` to its address.',
      },
    );
  }
  return new Cmi5Lesson(context, records, host.serverAddress);
}

class Cmi5Lesson implements LessonView {
  readonly #context: LessonContext<'embed'>;
  readonly #records: Records;
  readonly #launcher: Launcher;
  readonly #wayIn: WayIn;
  #talk: FrameTalk | undefined;
  #place: Place = 'start';
  #launch: LaunchAnswer | undefined;
  #isThere = false;
  #seconds = 0;
  #told = '';

  constructor(context: LessonContext<'embed'>, records: Records, server: string) {
    this.#context = context;
    this.#records = records;
    this.#wayIn = new WayIn(
      context,
      () => sameOrigin(this.#launch?.address, context.frame),
      () => this.#talk,
    );
    this.#launcher = new Launcher(records, server);
    addEventListener('focus', this.#onFocus);
    if (!this.#wantsWindow) this.#show();
  }

  render(): unknown {
    const {words} = this.#context;
    switch (this.#place) {
      case 'frame':
        return renderFrame(this.#context, this.#talk!.address, this.#wayIn, 'allow-modals allow-downloads');
      case 'start':
        return this.#box(say(words, 'ownWindow'), this.#button(say(words, 'start')));
      case 'link':
        return this.#box(
          say(words, 'blocked'),
          html`<a part="launch" href=${this.#launch!.address} target="_blank" rel="noopener" @click=${() => this.#go('window')}>${say(words, 'start')}</a>`,
        );
      case 'window':
        return this.#box(say(words, 'opened'), this.#button(say(words, 'again')));
      default:
        return this.#box(say(words, this.#place), this.#button(say(words, 'again')));
    }
  }

  tick(): void {
    if (!this.#isOpen) return;
    this.#seconds += 1;
    if (this.#seconds % LOOKS_EVERY === 0) void this.#look();
  }

  close(): void {
    removeEventListener('focus', this.#onFocus);
    this.#talk?.close();
    this.#wayIn.close();
    if (!this.#isOpen) return;
    void this.#look();
    setTimeout(() => void this.#look(), GOODBYE_MS);
  }

  /** Whoever comes back from the unit, in its frame or its window, sees at once how far it is. */
  readonly #onFocus = (): void => {
    if (this.#isOpen) void this.#look();
  };

  get #wantsWindow(): boolean {
    return (this.#context.lesson as {launchMethod?: string}).launchMethod === 'OwnWindow';
  }

  get #isOpen(): boolean {
    return this.#launch !== undefined && ['frame', 'window', 'link'].includes(this.#place);
  }

  #box(sentence: string, way: TemplateResult): TemplateResult {
    return html`<div class="unit"><p>${sentence}</p>${way}</div>`;
  }

  #button(name: string): TemplateResult {
    return html`<button class="primary" part="launch" @click=${() => (this.#wantsWindow ? void this.#openWindow() : this.#show())}>${name}</button>`;
  }

  #go(place: Place): void {
    this.#place = place;
    this.#context.host.requestUpdate();
  }

  /** In the frame. Each frame is another one: its address holds the name of the talk. */
  #show(): void {
    const {frame, host} = this.#context;
    this.#isThere = false;
    this.#talk?.close();
    this.#talk = new FrameTalk(frame, () => host.renderRoot.querySelector<HTMLIFrameElement>('iframe.page'), {
      heard: (message) => {
        // A frame that was moved in the page begins anew, and the address was good once.
        if (message.type === 'ready') {
          if (this.#isThere) void this.#hand();
          this.#isThere = true;
        }
        this.#wayIn.hear(message);
        if (message.type === 'failed') this.#context.fail(new UgglaError('embed-unavailable', message.message));
      },
      failed: (error) => this.#context.fail(error),
    });
    this.#go('frame');
    void this.#hand();
  }

  async #hand(): Promise<void> {
    const talk = this.#talk;
    const launch = await this.#begin();
    if (!launch || talk !== this.#talk) return;
    talk?.open({
      kind: 'page',
      src: launch.address,
      title: this.#context.text(this.#context.lesson.title),
      trusted: true,
    });
  }

  /** In a window of its own, which is opened while the click is still one: later a browser would block it. */
  async #openWindow(): Promise<void> {
    const opened = window.open('', '_blank');
    const launch = await this.#begin();
    if (!launch) return opened?.close();
    if (!opened) return this.#go('link');
    opened.opener = null; // the unit has no business with this page
    opened.location.replace(launch.address);
    this.#go('window');
  }

  /** A session of the server's; what went wrong is shown in place of the lesson. */
  async #begin(): Promise<LaunchAnswer | undefined> {
    this.#launch = undefined; // what is still heard of the one before ends nothing
    const {course, lesson, mode} = this.#context;
    const late = new Promise((resolve) => setTimeout(resolve, SENDS_FIRST_MS));
    await Promise.race([this.#records.drained(), late]).catch(() => undefined);
    try {
      this.#launch = await this.#launcher.begin({course: course.id, lesson: lesson.id, mode});
      this.#take(this.#launch);
      return this.#launch;
    } catch (error) {
      this.#context.fail(error);
      return undefined;
    }
  }

  /** What the unit has reported since. A server that is away is asked again: the unit itself tells whether it can be used. */
  async #look(): Promise<void> {
    const launch = this.#launch;
    const found = launch && (await this.#launcher.look(launch.id).catch(() => undefined));
    if (!found || launch !== this.#launch) return;
    this.#take(found);
    if (found.state === 'terminated') this.#end('over');
    if (found.state === 'abandoned') this.#end('elsewhere');
  }

  #end(place: 'over' | 'elsewhere'): void {
    if (!this.#isOpen) return;
    const {host, words} = this.#context;
    const within = (host.renderRoot as ShadowRoot).activeElement?.matches('iframe.page') === true;
    this.#talk?.close();
    this.#talk = undefined;
    this.#context.announce(say(words, place));
    this.#go(place);
    // Whoever was in the frame is not sent back to the top of the page.
    if (within)
      void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>('.unit button')?.focus());
  }

  #take({completed, passed, score, satisfied}: LaunchStateAnswer): void {
    const {done, mode} = this.#context;
    const now = JSON.stringify([completed, passed, score, satisfied]);
    if (mode !== 'normal' || now === this.#told) return;
    this.#told = now;
    this.#context.update({
      viewed: true,
      ...(satisfied === true ? {read: 1} : {}),
      ...(typeof score === 'number' ? {score: Math.max(done.score ?? 0, score)} : {}),
      ...(typeof passed === 'boolean' ? {passed: passed || done.passed === true} : {}),
    });
  }
}

function sameOrigin(one: string | undefined, other: string): boolean {
  return one !== undefined && new URL(one).origin === new URL(other, document.baseURI).origin;
}
