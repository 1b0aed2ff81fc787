import {html, nothing, type CSSResult, type TemplateResult} from 'lit';
import {icon, type IconName} from '@uggla/core/more-icons.js';
import type {CourseController} from '../course/course-controller.js';
import type {CourseHost} from '../course/course-host.js';
import {adopt} from '../course/open-lesson.js';
import type {MicroFeed} from '../feed/micro-feed.js';
import type {Notebook} from '../notes/notebook.js';
import {phrases} from '../course/words.js';
import {CourseLanguage} from './course-language.js';
import {en} from './locales/en.js';
import {es} from './locales/es.js';
import {toolsStyles} from './tools-styles.js';

/** What a tool shows while it is open. */
interface Tool {
  render(): TemplateResult;
  close?(): void;
}

/** A tool's code: fetched when it is first opened. */
interface ToolModule {
  styles: CSSResult;
  make(host: CourseHost, controller: CourseController): Tool | Promise<Tool>;
}

const say = phrases('tools', {en, es});

const tools = {
  search: {
    icon: 'search' as IconName,
    load: (): Promise<ToolModule> =>
      import('../search/course-search.js').then(({CourseSearch, styles}) => ({
        styles,
        make: (...given) => new CourseSearch(...given),
      })),
  },
  notes: {
    icon: 'sign' as IconName,
    load: (): Promise<ToolModule> =>
      import('../notes/course-notes.js').then(({CourseNotes, styles}) => ({
        styles,
        make: async (host, controller) => new CourseNotes(host, controller, await controller.tools!.notebook()),
      })),
  },
};

type ToolName = keyof typeof tools;

/**
 * What a course has beside its lessons: the search, its languages, the learner's notes, and the certificate that the server
 * gave.
 */
export class CourseTools {
  readonly #host: CourseHost;
  readonly #controller: CourseController;
  readonly #made = new Map<ToolName, Tool>();
  readonly #open = new Set<ToolName>();
  readonly #language: CourseLanguage;
  /** The completion for which the certificate was asked. */
  #certified: string | undefined;
  #certificate: (() => TemplateResult) | undefined;
  #feed: MicroFeed | undefined;
  #notebook: Promise<Notebook> | undefined;

  constructor(host: CourseHost, controller: CourseController) {
    this.#host = host;
    this.#controller = controller;
    this.#language = new CourseLanguage(host, controller);
    adopt(host, toolsStyles.styleSheet);
    if (controller.course?.format === 'micro') void this.#loadFeed();
  }

  /** What stands above the lessons: the certificate, the search, and the choice of language. */
  render(): TemplateResult {
    this.#askCertificate();
    return html`${this.#certificate?.() ?? nothing}
      <div class="above">
        ${this.#renderTool('search')} ${this.#language.render(say(this.#host.words, 'language'))}
      </div>`;
  }

  /** The lessons in a layout of their own; `undefined` where they have none. */
  get feed(): TemplateResult | undefined {
    return this.#feed?.render();
  }

  /** What stands below the lesson that is open: the learner's notes. */
  below(): TemplateResult {
    return this.#renderTool('notes');
  }

  #renderTool(name: ToolName): TemplateResult {
    const isOpen = this.#open.has(name);
    return html`<div class="tools" @keydown=${(event: KeyboardEvent) => this.#onKey(event, name)}>
      <button type="button" class="secondary" part=${`${name}-button`} aria-expanded=${isOpen} @click=${() => void this.#toggle(name)}>
        ${icon(tools[name].icon)} ${say(this.#host.words, name)}
      </button>
      ${isOpen ? this.#made.get(name)?.render() : nothing}
    </div>`;
  }

  /** The learner's annotations; they come when they are first needed. */
  notebook(): Promise<Notebook> {
    const session = this.#controller.session!;
    this.#notebook ??= import('../notes/notebook.js').then(
      ({Notebook}) => new Notebook(session, () => this.#host.requestUpdate()),
    );
    return this.#notebook;
  }

  /** The course is gone. */
  close(): void {
    this.#feed?.close();
    void this.#notebook?.then((notebook) => notebook.close());
    for (const tool of this.#made.values()) tool.close?.();
  }

  /** Until it is there, and where it cannot be had, the lessons stand as ever. */
  async #loadFeed(): Promise<void> {
    try {
      const {MicroFeed, styles} = await import('../feed/micro-feed.js');
      adopt(this.#host, styles.styleSheet);
      this.#feed = new MicroFeed(this.#host, this.#controller);
      this.#host.requestUpdate();
    } catch (error) {
      this.#host.tell(error);
    }
  }

  async #toggle(name: ToolName): Promise<void> {
    const host = this.#host;
    if (this.#open.delete(name)) return host.requestUpdate();
    this.#open.add(name);
    host.requestUpdate();
    try {
      if (!this.#made.has(name)) {
        const {styles, make} = await tools[name].load();
        adopt(host, styles.styleSheet);
        const tool = await make(host, this.#controller);
        if (!this.#made.has(name) && this.#controller.tools === this) this.#made.set(name, tool);
      }
    } catch (error) {
      this.#open.delete(name);
      host.tell(error);
    }
    host.requestUpdate();
    await host.updateComplete;
    if (this.#open.has(name))
      host.renderRoot.querySelector<HTMLElement>(`[part=${name}-button] + * :is(input, textarea)`)?.focus();
  }

  #onKey(event: KeyboardEvent, name: ToolName): void {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing || !this.#open.delete(name)) return;
    event.preventDefault();
    this.#host.requestUpdate();
    this.#host.renderRoot.querySelector<HTMLElement>(`[part=${name}-button]`)?.focus();
  }

  /** Asks the server, where there is one, for the certificate of this completion; once each. */
  #askCertificate(): void {
    const host = this.#host;
    const {session, course} = this.#controller;
    const of = session?.progress.completed;
    if (this.#certified === of) return;
    this.#certified = of;
    if (!course?.certificate || !session?.records?.connections.includes('server')) return;
    import('../certificate/certificate-card.js')
      .then(({certificateCard}) => certificateCard(host, session))
      .then((card) => {
        if (this.#controller.session !== session) return;
        this.#certificate = card;
        host.requestUpdate();
      })
      .catch((error: unknown) => host.tell(error));
  }
}
