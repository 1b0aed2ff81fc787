import {readFile, rename, writeFile} from 'node:fs/promises';
import {basename, dirname, join} from 'node:path';
import {isDeepStrictEqual} from 'node:util';
import {isMap, parseDocument, type Document} from 'yaml';
import {splitFrontMatter} from '../authored/front-matter.js';

/** A Markdown file whose fields are changed one by one: comments, order and all other fields stay as somebody wrote them. */
export class FrontMatterFile {
  readonly path: string;
  readonly #document: Document;
  #body: string;
  #isChanged = false;
  /** Whether lists on one line have blanks inside of their brackets. */
  readonly #isPadded: boolean;

  private constructor(path: string, yaml: string, body: string) {
    this.path = path;
    this.#document = parseDocument(yaml, {uniqueKeys: true});
    this.#body = body;
    this.#isPadded = /[[{] /.test(yaml);
  }

  /** The file at `path`, or one that is not there yet. */
  static async open(path: string): Promise<FrontMatterFile> {
    const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
      if (cause.code === 'ENOENT') return '';
      throw cause;
    });
    const {yaml, body} = splitFrontMatter(text);
    return new FrontMatterFile(path, yaml, body);
  }

  /** Whether its fields can be read: nothing is written into a file whose fields cannot. */
  get isGood(): boolean {
    const {errors, contents} = this.#document;
    return errors.length === 0 && (contents === null || isMap(contents));
  }

  get body(): string {
    return this.#body.trim();
  }

  set body(text: string) {
    const body = text.replace(/\r\n?/g, '\n').trim();
    if (body === this.body) return;
    this.#body = body === '' ? '' : `\n${body}\n`;
    this.#isChanged = true;
  }

  /** A field's plain value. */
  get(...path: (string | number)[]): unknown {
    return this.#value(path);
  }

  /** Sets a field; nothing takes it out. What it says already is not written again. */
  set(path: (string | number)[], value: unknown): void {
    if (isDeepStrictEqual(this.#value(path), value)) return;
    this.#isChanged = true;
    if (value === undefined) this.#document.deleteIn(path);
    // a value in the place of another keeps the comment behind it
    else this.#document.setIn(path, typeof value === 'object' ? this.#document.createNode(value) : value);
  }

  /** Writes it in one step, if anything of it is another. */
  async save(): Promise<void> {
    if (!this.#isChanged) return;
    const {contents} = this.#document;
    const isEmpty = contents === null || (isMap(contents) && contents.items.length === 0);
    const yaml = isEmpty ? '' : this.#document.toString({lineWidth: 0, flowCollectionPadding: this.#isPadded});
    await writeWhole(this.path, `---\n${yaml}${yaml === '' || yaml.endsWith('\n') ? '' : '\n'}---\n${this.#body}`);
    this.#isChanged = false;
  }

  #value(path: readonly (string | number)[]): unknown {
    let value = this.#document.toJS({maxAliasCount: 50}) as unknown;
    for (const key of path) value = (value as Record<string | number, unknown> | null | undefined)?.[key];
    return value ?? undefined;
  }
}

/** Writes a file beside its place and moves it in. */
export async function writeWhole(path: string, content: string): Promise<void> {
  const making = join(dirname(path), `.${basename(path)}.making`); // names that begin with a dot are nobody's
  await writeFile(making, content);
  await rename(making, path);
}
