import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {matchLanguage} from '@uggla/protocol';
import {canonicalTag, directionOf, wantedLanguages} from './languages.js';
import {numberFormat} from './time.js';

/** A term: a text, or a function of what stands in it. */
export type Term = string | ((...values: never[]) => string);

/** Puts values into a term. */
export type Fill = (term: Term, values: readonly unknown[]) => string;

const plain: Fill = (term, values) =>
  typeof term === 'function' ? (term as (...values: unknown[]) => string)(...values) : term;

/** The terms of one family in one language. All languages have the keys of the first (English). */
export type Terms = Readonly<Record<string, Term>>;

/** The same keys with the same arguments, in another language. */
export type TermsLike<T extends Terms> = {readonly [K in keyof T]: T[K] extends string ? string : T[K]};

/** The languages that every family speaks beyond those that come with its code, which are English and Spanish. */
const MORE_LANGUAGES = ['ar', 'ca', 'de', 'eu', 'fr', 'gl', 'it', 'pt'] as const;

/** What imports the words of each of these languages. */
export type LanguageFiles<M> = Readonly<Record<(typeof MORE_LANGUAGES)[number], () => Promise<{terms: M}>>>;

/** Languages that are fetched when someone first needs them, and then serve all elements of a family, what comes late too. */
export interface MoreWords<M> {
  /** Where the files are: told late too, since most pages never ask. With them comes what keeps titles in place, of a family that does not bring it along. */
  files: () => Promise<{files: LanguageFiles<M>; fill?: Fill}>;
  /** Puts values into terms, where `term` alone would let their directions mix (`fillTerm`). */
  fill?: Fill | undefined;
  /** What was fetched; `undefined` while it comes, or when it did not. */
  there: Map<string, M | undefined>;
}

/**
 * Gives an element its words, numbers and dates in the language of the page around it, and follows when that changes.
 * A language that has no terms, or whose terms are still on their way, falls back to the next that the reader wants, then
 * to English.
 */
export class LocalizeController<T extends Terms, M = TermsLike<T>> implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #tables: Readonly<Record<string, TermsLike<T>>>;
  readonly #more: MoreWords<unknown> | undefined;
  readonly #part: (words: unknown) => TermsLike<T>;
  readonly #languages: readonly string[];
  // Each word asks for the language; to compare languages takes longer than to find out that they are the same as before.
  #wanted: string | undefined;
  #best: string | undefined;
  /** The languages, for as long as one update of the host runs: it asks for dozens of words, and each would look through all of the page's elements around it. */
  #current: readonly string[] | undefined;

  /**
   * @param tables - Language → terms; `en` must be there.
   * @param more - The languages that are fetched: one constant of the family.
   * @param part - Takes this table out of what is fetched, where that is more than this table.
   */
  constructor(
    host: ReactiveControllerHost & HTMLElement,
    tables: Readonly<Record<string, TermsLike<T>>> & {en: T},
    more?: MoreWords<M>,
    part: (words: M) => TermsLike<T> = (words) => words as unknown as TermsLike<T>,
  ) {
    this.#host = host;
    this.#tables = tables;
    this.#more = more as MoreWords<unknown> | undefined;
    this.#part = part as (words: unknown) => TermsLike<T>;
    this.#languages = [...Object.keys(tables), ...(more ? MORE_LANGUAGES : [])];
    host.addController(this);
  }

  hostConnected(): void {
    followLanguage(this.#host);
    this.#host.requestUpdate();
  }

  hostUpdate(): void {
    this.#current = wantedLanguages(this.#host);
  }

  hostUpdated(): void {
    this.#current = undefined;
  }

  hostDisconnected(): void {
    unfollowLanguage(this.#host);
  }

  /** The language of the words: one that there are terms for, here and now. */
  get language(): string {
    const wanted = this.#languagesNow;
    const key = wanted.join();
    if (key !== this.#wanted) [this.#wanted, this.#best] = [key, matchLanguage(this.#languages, wanted)];
    const best = this.#best;
    if (best === undefined || this.#terms(best)) return best ?? 'en';
    this.#fetch(best);
    return (
      matchLanguage(
        this.#languages.filter((language) => this.#terms(language)),
        wanted,
      ) ?? 'en'
    );
  }

  /** The language for numbers and dates: the wanted one where it is the same language (`es-MX` with Spanish words). */
  get locale(): string {
    const wanted = canonicalTag(this.#languagesNow[0] ?? '');
    return wanted?.split('-')[0] === this.language.split('-')[0] ? wanted! : this.language;
  }

  /** The writing direction around the element. */
  get direction(): 'ltr' | 'rtl' {
    return directionOf(this.#host);
  }

  /** A term in the language of the element. */
  term<K extends keyof T & string>(key: K, ...values: T[K] extends (...values: infer A) => string ? A : []): string {
    return (this.#more?.fill ?? plain)(this.#terms(this.language)![key] as Term, values);
  }

  get #languagesNow(): readonly string[] {
    return this.#current ?? wantedLanguages(this.#host);
  }

  #terms(language: string): TermsLike<T> | undefined {
    const more = this.#more?.there.get(language);
    return this.#tables[language] ?? (more ? this.#part(more) : undefined);
  }

  #fetch(language: string): void {
    const more = this.#more!;
    const {there} = more;
    if (there.has(language)) return;
    there.set(language, undefined);
    more
      .files()
      .then(({files, fill}) => {
        more.fill ??= fill;
        return files[language as keyof typeof files]();
      })
      .then(
        ({terms}) => {
          there.set(language, terms);
          for (const one of followers) one.requestUpdate();
        },
        () => undefined, // the words of another language do as well; a reload tries again
      );
  }

  /** A number as people write it here. */
  number(value: number, options?: Intl.NumberFormatOptions): string {
    return numberFormat(this.locale, options).format(value);
  }

  /** A date as people write it here. */
  date(value: Date, options: Intl.DateTimeFormatOptions = {dateStyle: 'long'}): string {
    return new Intl.DateTimeFormat(this.locale, options).format(value);
  }
}

const followers = new Set<ReactiveControllerHost>();
let observer: MutationObserver | undefined;

/** Renders the host again when `lang` or `dir` of the page changes. */
function followLanguage(host: ReactiveControllerHost): void {
  followers.add(host);
  observer ??= new MutationObserver(() => {
    for (const one of followers) one.requestUpdate();
  });
  observer.observe(document.documentElement, {attributes: true, attributeFilter: ['lang', 'dir']});
}

function unfollowLanguage(host: ReactiveControllerHost): void {
  followers.delete(host);
  if (followers.size > 0) return;
  observer?.disconnect();
}
