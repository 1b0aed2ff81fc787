import {html, type TemplateResult} from 'lit';

/** What there is of `parts` in one line (`Video · Español · 3:20`), each running its own way without moving the others. */
export function inOneLine(parts: readonly (string | undefined)[]): TemplateResult[] {
  return parts.filter(Boolean).map((part, at) => html`${at ? ' · ' : ''}<bdi>${part}</bdi>`);
}
