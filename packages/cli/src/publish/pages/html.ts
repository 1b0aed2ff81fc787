import {escapeHtml} from '@uggla/protocol/escape-html.js';

/** A piece of HTML in which every value was escaped. */
export class Html {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | Html | undefined | false | readonly Value[];

/** HTML out of a template: values are escaped, pieces of HTML and lists of them are taken as they are. */
export function markup(strings: TemplateStringsArray, ...values: Value[]): Html {
  return new Html(strings.reduce((text, string, at) => text + toText(values[at - 1]) + string));
}

/** JSON for a `<script type="application/ld+json">`, out of which no text can break. */
export function jsonInHtml(value: unknown): Html {
  return new Html(
    JSON.stringify(value).replace(
      /[<>&\u2028\u2029]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    ),
  );
}

function toText(value: Value): string {
  if (value === undefined || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'object') return value.map(toText).join('');
  return escapeHtml(String(value));
}
