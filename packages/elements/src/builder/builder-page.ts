import {isRightToLeft, pickText, type Text} from '@uggla/protocol';
import type {Content} from './contents.js';
import type {ElementOption, ElementTable} from './element-table.js';
import {addresses, frameSnippet, scriptSnippet, wordpressSnippet, type Built, type SnippetPlaces} from './snippets.js';
import {builderLanguages, loadWords, type BuilderWords} from './words.js';

/** The embed builder: a form, what it makes, and what is pasted for that. */
export class BuilderPage {
  readonly #place: HTMLElement;
  readonly #table: ElementTable;
  readonly #contents: readonly Content[];
  readonly #places: SnippetPlaces;
  #language: string;
  #words: BuilderWords;
  #tag: string;
  #values = new Map<string, string>();
  #kind: 'script' | 'frame' | 'wordpress' = 'script';
  #isOpen = false;
  #hasLinks = true;
  #preview: HTMLElement | undefined;
  /** What follows the options. */
  #followers: (() => void)[] = [];

  constructor(
    place: HTMLElement,
    options: {
      table: ElementTable;
      contents: readonly Content[];
      places: SnippetPlaces;
      language: string;
      words: BuilderWords;
    },
  ) {
    this.#place = place;
    this.#table = options.table;
    this.#contents = options.contents;
    this.#places = options.places;
    this.#language = options.language;
    this.#words = options.words;
    this.#tag = options.contents[0]?.tag ?? 'uggla-player';
    this.#choose(0);
  }

  /** What is clicked together now. */
  get built(): Built {
    const attributes = this.#options
      .map(({name}) => [name, this.#values.get(name)] as const)
      .filter((one): one is readonly [string, string] => one[1] !== undefined);
    const links = this.#hasLinks ? this.#links.map(({title, href}) => [this.#text(title), href] as const) : [];
    return {tag: this.#tag, attributes, links};
  }

  /** An address first, then what people know by a name, then the rest. */
  get #options(): readonly ElementOption[] {
    const rank = ({name}: ElementOption) => (name === 'src' ? 0 : name in this.#words.options_ ? 1 : 2);
    return [...(this.#table[this.#tag] ?? [])].sort((one, other) => rank(one) - rank(other));
  }

  get #own(): readonly Content[] {
    return this.#contents.filter(({tag}) => tag === this.#tag);
  }

  /** Of the content that is chosen: that whose attributes all are as they were when it was. */
  get #chosen(): number {
    return this.#own.findIndex(({attributes}) =>
      Object.entries(attributes).every(([name, value]) => this.#values.get(name) === value),
    );
  }

  get #links(): Content['links'] {
    return this.#own[this.#chosen]?.links ?? [];
  }

  #text(text: Text): string {
    return pickText(text, [this.#language]);
  }

  #choose(at: number): void {
    this.#values = new Map(Object.entries(this.#own[at]?.attributes ?? {}));
    this.render();
  }

  async #speak(language: string): Promise<void> {
    this.#words = await loadWords(language);
    this.#language = language;
    this.render();
  }

  /** Draws the page anew; the focus stays where it was. */
  render(): void {
    const focused = (document.activeElement as HTMLElement | null)?.id;
    const words = this.#words;
    document.documentElement.lang = this.#language;
    document.documentElement.dir = isRightToLeft(this.#language) ? 'rtl' : 'ltr';
    document.title = words.title;
    const tag = select(
      'element',
      Object.keys(this.#table).map((one) => [one, words[one as keyof BuilderWords] as string]),
      this.#tag,
      (value) => {
        this.#tag = value;
        this.#choose(0);
      },
    );
    const language = select(
      'ui-language',
      Object.entries(builderLanguages),
      this.#language,
      (value) => void this.#speak(value),
    );
    const known = this.#own.map((one, at): [string, string] => [String(at), this.#text(one.title)]);
    const content = select('content', [...known, ['-1', '…']], String(this.#chosen), (value) =>
      this.#choose(Number(value)),
    );
    const isNamed = ({name}: ElementOption) => name in words.options_ || name === 'src';
    const more = make(
      'details',
      {open: this.#isOpen},
      make('summary', {}, words.more),
      ...this.#options.filter((one) => !isNamed(one)).map((one) => this.#field(one)),
    );
    more.addEventListener('toggle', () => (this.#isOpen = (more as HTMLDetailsElement).open));
    const form = make(
      'form',
      {},
      label(words.element, tag),
      ...(known.length > 0 ? [label(words.content, content)] : []),
      make(
        'fieldset',
        {},
        make('legend', {}, words.options),
        ...this.#options.filter(isNamed).map((one) => this.#field(one)),
      ),
      more,
    );
    form.addEventListener('submit', (event) => event.preventDefault());
    this.#preview ??= make('div', {className: 'shown'});
    this.#place.replaceChildren(
      make('header', {}, make('h1', {}, words.title), label(words.language, language)),
      make(
        'div',
        {className: 'builder'},
        form,
        make(
          'div',
          {className: 'made'},
          make('section', {}, make('h2', {}, words.preview), this.#preview),
          this.#renderSnippet(),
        ),
      ),
    );
    if (focused) document.getElementById(focused)?.focus();
    this.#followers.push(
      () => ((content as HTMLSelectElement).value = String(this.#chosen)),
      () => this.#show(),
    );
    this.#renew();
  }

  /** Brings up to date what follows the options. The form stays: somebody is in it, and may be on the way to a button. */
  #renew(): void {
    for (const follow of this.#followers) follow();
  }

  #field({name, kind, choices = [], standard, text}: ElementOption): HTMLElement {
    const words = this.#words;
    const id = `option-${name}`;
    const value = this.#values.get(name);
    const names: Readonly<Record<string, string>> = words.options_;
    const own = name === 'src' ? words.address : (names[`${this.#tag.replace('uggla-', '')}.${name}`] ?? names[name]);
    const set = (to: string | undefined) => {
      if (to === undefined) this.#values.delete(name);
      else this.#values.set(name, to);
      this.#renew();
    };
    let control: HTMLElement;
    if (kind === 'flag') {
      control = make('input', {type: 'checkbox', id, checked: value !== undefined});
      control.addEventListener('change', () => set((control as HTMLInputElement).checked ? '' : undefined));
    } else if (kind === 'choice') {
      control = select(
        id,
        [
          ['', `(${standard || words.standard})`],
          ...choices.filter((one) => one !== standard && one !== '').map((one): [string, string] => [one, one]),
        ],
        value ?? '',
        (to) => set(to || undefined),
      );
    } else {
      control = make('input', {
        type: kind === 'number' ? 'number' : 'text',
        id,
        value: value ?? '',
        placeholder: standard,
        step: 'any',
      });
      control.addEventListener('change', () => set((control as HTMLInputElement).value.trim() || undefined));
    }
    if (text) {
      control.title = text;
      control.setAttribute('aria-describedby', `${id}-help`);
    }
    const field = label(own ?? name, control);
    if (own === undefined && text) field.append(make('small', {id: `${id}-help`, lang: 'en', dir: 'ltr'}, text));
    else if (text) field.append(make('span', {id: `${id}-help`, lang: 'en', hidden: true}, text));
    return field;
  }

  #renderSnippet(): HTMLElement {
    const words = this.#words;
    const kinds = ['script', 'frame', 'wordpress'] as const;
    const radios = kinds.map((kind) => {
      const radio = make('input', {
        type: 'radio',
        name: 'kind',
        id: `kind-${kind}`,
        value: kind,
        checked: kind === this.#kind,
      });
      radio.addEventListener('change', () => {
        this.#kind = kind;
        this.#renew();
      });
      return make('label', {}, radio, words[kind]);
    });
    const box = make('input', {type: 'checkbox', id: 'links', checked: this.#hasLinks}) as HTMLInputElement;
    box.addEventListener('change', () => {
      this.#hasLinks = box.checked;
      this.#renew();
    });
    const help = make('p', {});
    const links = label(words.links, box);
    const code = make('code', {id: 'snippet'});
    const copied = make('p', {role: 'status', className: 'copied'});
    const copy = make('button', {type: 'button', id: 'copy'}, words.copy);
    copy.addEventListener('click', () => void this.#copy().then((said) => (copied.textContent = said)));
    this.#followers = [
      () => (help.textContent = words[`${this.#kind}Help`]),
      () => (links.hidden = this.#kind !== 'script' || this.#links.length === 0),
      () => (code.textContent = this.snippet),
      () => (copied.textContent = ''),
    ];
    return make(
      'section',
      {},
      make('h2', {}, words.snippet),
      make('fieldset', {className: 'kinds'}, make('legend', {className: 'away'}, words.snippet), ...radios),
      help,
      links,
      make('pre', {tabIndex: 0}, code),
      copy,
      copied,
    );
  }

  /** What is pasted. */
  get snippet(): string {
    if (this.#kind === 'script') return scriptSnippet(this.built, this.#places);
    if (this.#kind === 'wordpress') return wordpressSnippet(this.built, this.#places);
    return frameSnippet(
      this.built,
      this.#places,
      pickText(this.#own.find(({attributes}) => attributes['src'] === this.#values.get('src'))?.title, [
        this.#language,
      ]) || (this.#words[this.#tag as keyof BuilderWords] as string),
    );
  }

  /** Copies it, and says how that went. */
  async #copy(): Promise<string> {
    try {
      await navigator.clipboard.writeText(this.snippet);
      return this.#words.copied;
    } catch {
      getSelection()?.selectAllChildren(document.getElementById('snippet')!); // not allowed here: by hand, then
      return this.#words.select;
    }
  }

  /** The element itself, with what changed. */
  #show(): void {
    const place = this.#preview!;
    const {tag, attributes} = this.built;
    const isReady = tag === 'uggla-chat' || attributes.some(([name]) => addresses.includes(name));
    if (!isReady) return place.replaceChildren(make('p', {}, this.#words.empty));
    let shown = place.firstElementChild;
    if (shown?.localName !== tag) {
      shown = document.createElement(tag);
      place.replaceChildren(shown);
    }
    for (const {name} of this.#options) {
      const value = attributes.find(([own]) => own === name)?.[1] ?? (name === 'lang' ? this.#language : undefined);
      if (value === undefined) shown.removeAttribute(name);
      else if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
    }
  }
}

function make(tag: string, props: Record<string, unknown>, ...children: (Node | string)[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (name === 'role') element.setAttribute(name, String(value));
    else Object.assign(element, {[name]: value});
  }
  element.append(...children);
  return element;
}

function label(text: string, control: HTMLElement): HTMLElement {
  return make(
    'label',
    {className: control instanceof HTMLInputElement && control.type === 'checkbox' ? 'flag' : 'field'},
    make('span', {}, text),
    control,
  );
}

function select(
  id: string,
  choices: readonly (readonly [value: string, text: string])[],
  value: string,
  chosen: (value: string) => void,
): HTMLElement {
  const element = make(
    'select',
    {id},
    ...choices.map(([one, text]) => make('option', {value: one, selected: one === value}, text)),
  ) as HTMLSelectElement;
  element.addEventListener('change', () => chosen(element.value));
  return element;
}
