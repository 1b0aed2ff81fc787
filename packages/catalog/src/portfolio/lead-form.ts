import {html, nothing, type TemplateResult} from 'lit';
import type {LocalizeController} from '@uggla/core/localize.js';
import type {ProductTerms} from '../locales/product-en.js';

/** Where a lead form stands. */
export type LeadStatus = 'writing' | 'sending' | 'sent' | 'kept' | 'failed';

/** What was written, field by field. */
export interface LeadFields {
  readonly name: string;
  readonly email: string;
  readonly company: string;
  readonly phone: string;
  readonly message: string;
}

const fields = [
  {name: 'name', term: 'leadName', type: 'text', autocomplete: 'name', required: true},
  {name: 'email', term: 'leadEmail', type: 'email', autocomplete: 'email', required: true},
  {name: 'company', term: 'leadCompany', type: 'text', autocomplete: 'organization', required: false},
  {name: 'phone', term: 'leadPhone', type: 'tel', autocomplete: 'tel', required: false},
] as const;

/** A name of spaces alone is none. */
const NOT_BLANK = '.*\\S.*';

/** The form; the browser checks its fields and says what is wrong with them in the reader's own language. */
export function renderLeadForm(options: {
  localize: LocalizeController<ProductTerms>;
  title: string;
  consent: string;
  status: LeadStatus;
  /** Whether others come after this visitor: then the browser remembers nothing of what is written. */
  isShared: boolean;
  /** What was written before. */
  fields: LeadFields;
  write: (fields: LeadFields) => void;
  send: (fields: LeadFields) => void;
  cancel: () => void;
}): TemplateResult {
  const {localize, title, consent, status, isShared, fields: written, write, send, cancel} = options;
  const isSending = status === 'sending';
  const isOver = status === 'sent' || status === 'kept';
  const outcome = (
    {sent: 'leadSent', kept: 'leadKept', failed: 'leadFailed', writing: undefined, sending: undefined} as const
  )[status];
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isSending) send(trim(readFields(event.target as HTMLFormElement)));
  };
  return html`<section class="lead" part="lead" aria-labelledby="lead-title">
    <h3 id="lead-title" tabindex="-1">${title}</h3>
    ${
      isOver
        ? nothing
        : html`<form
          class="lead-form"
          part="lead-form"
          @submit=${submit}
          @input=${(event: Event) => write(readFields(event.currentTarget as HTMLFormElement))}
        >
          ${fields.map(
            ({name, term, type, autocomplete, required}) => html`<label>
              ${localize.term(term)}
              <input name=${name} type=${type} autocomplete=${isShared ? 'off' : autocomplete} ?required=${required} pattern=${required && type === 'text' ? NOT_BLANK : nothing} maxlength="200" .value=${written[name]} />
            </label>`,
          )}
          <label class="wide">${localize.term('leadMessage')}<textarea name="message" rows="3" maxlength="4000" .value=${written.message}></textarea></label>
          <label class="wide consent"><input name="consent" type="checkbox" required /><span>${consent}</span></label>
          <div class="wide actions">
            <button class="solid" part="lead-send" ?disabled=${isSending}>${localize.term(isSending ? 'leadSending' : 'leadSend')}</button>
            <button type="button" class="quiet" @click=${cancel}>${localize.term('leadCancel')}</button>
          </div>
        </form>`
    }
    <p class="lead-status ${status}" role="status">
      ${outcome ? localize.term(outcome) : nothing}
    </p>
  </section>`;
}

function readFields(form: HTMLFormElement): LeadFields {
  const data = new FormData(form);
  const read = (name: string) => String(data.get(name) ?? '');
  return {
    name: read('name'),
    email: read('email'),
    company: read('company'),
    phone: read('phone'),
    message: read('message'),
  };
}

function trim({name, email, company, phone, message}: LeadFields): LeadFields {
  return {
    name: name.trim(),
    email: email.trim(),
    company: company.trim(),
    phone: phone.trim(),
    message: message.trim(),
  };
}
