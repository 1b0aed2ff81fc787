import {html, type TemplateResult} from 'lit';
import {icon} from '@uggla/core/more-icons.js';

/** A search field with its name. `input` hears every letter, `submit` the Enter key. */
export function renderSearchBox(options: {
  query: string;
  label: string;
  input: (query: string) => void;
  submit: () => void;
}): TemplateResult {
  const submit = (event: Event) => {
    event.preventDefault();
    options.submit();
  };
  return html`<form class="search-form" role="search" @submit=${submit}>
    ${icon('search')}
    <input
      class="search"
      part="search"
      type="search"
      enterkeyhint="search"
      autocomplete="off"
      aria-label=${options.label}
      placeholder=${options.label}
      .value=${options.query}
      @input=${(event: Event) => options.input((event.target as HTMLInputElement).value)}
    />
  </form>`;
}
