import {html, type TemplateResult} from 'lit';

/** A field that searches while one types. */
export interface SearchField {
  /** Its `part`. */
  readonly part: string;
  /** Its name, and what it shows while it is empty. */
  readonly label: string;
  readonly query: string;
  /** Hears every change. */
  readonly input: (event: Event) => void;
}

/** The input of a search; what it stands in hears Enter as `submit`. */
export const renderSearchField = ({part, label, query, input}: SearchField): TemplateResult =>
  html`<input class="field" type="search" part=${part} enterkeyhint="search" autocomplete="off" aria-label=${label} placeholder=${label} .value=${query} @input=${input} />`;
