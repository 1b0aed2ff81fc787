import {html, nothing, type TemplateResult} from 'lit';
import {draw} from '@uggla/core/icons.js';
import {icon} from '@uggla/core/more-icons.js';
import type {Product} from '@uggla/protocol';
import type {ProductAction} from '../events.js';
import {encodeId} from '../shared/route.js';
import {hrefOf, type LeadWay} from './action-address.js';

/** What an action does: it leads somewhere, or it opens the form. */
export type ActionEffect =
  | {readonly kind: 'link'; readonly href: string}
  | {readonly kind: 'form'}
  | {readonly kind: 'event'};

const send = draw('<path d="M4 12l16-7.5-5 15.5-3.5-6.5z" stroke-linejoin="round"/>');

const icons: Readonly<Record<ProductAction['kind'], TemplateResult>> = {
  link: icon('external'),
  mail: send,
  phone: icon('audio'),
  form: send,
};

/**
 * What an action does, or `undefined` when it would do nothing and is not shown.
 *
 * An action that asks for a form does so where leads are taken. Elsewhere it follows its own address, or writes a mail to
 * the address of the product's mail action: a way that works, where a form would go nowhere.
 *
 * @param base - Address of the portfolio: the action's is relative to it.
 * @param subject - Of a mail that is written in place of a form.
 */
export function effectOf(
  action: ProductAction,
  product: Product,
  leads: LeadWay,
  base: string,
  subject: string,
): ActionEffect | undefined {
  if (action.kind === 'form' && leads !== '') return {kind: leads === 'form' ? 'form' : 'event'};
  const href = hrefOf(action, base);
  if (href !== undefined) return {kind: 'link', href};
  const mail = action.kind === 'form' ? product.actions?.find(({kind}) => kind === 'mail') : undefined;
  const address = mail && hrefOf(mail, base)?.split('?')[0];
  return address ? {kind: 'link', href: `${address}?subject=${encodeId(subject)}`} : undefined;
}

/** The actions of a product as links and buttons; the first is the one to take. */
export function renderActions(options: {
  product: Product;
  leads: LeadWay;
  base: string;
  /** The action whose form is open. */
  openAction: ProductAction | undefined;
  label: (action: ProductAction) => string;
  title: string;
  /** `false` when the page has taken it over. */
  act: (action: ProductAction) => boolean;
  openForm: (action: ProductAction) => void;
}): TemplateResult | typeof nothing {
  const {product, leads, base, openAction, label, title, act, openForm} = options;
  const shown = (product.actions ?? []).flatMap((action) => {
    const effect = effectOf(action, product, leads, base, `${label(action)}: ${title}`);
    return effect ? [{action, effect}] : [];
  });
  if (shown.length === 0) return nothing;
  return html`<div class="actions">
    ${shown.map(({action, effect}, at) => {
      const look = at === 0 ? 'solid' : 'quiet';
      const words = html`${icons[action.kind]}${label(action)}`;
      if (effect.kind === 'link') {
        const isForeign = new URL(effect.href).origin !== location.origin && effect.href.startsWith('http');
        return html`<a
          class=${look}
          part="action"
          href=${effect.href}
          target=${isForeign ? '_blank' : nothing}
          rel=${isForeign ? 'noopener noreferrer' : nothing}
          @click=${(event: Event) => act(action) || event.preventDefault()}
          >${words}</a
        >`;
      }
      const open = () => {
        if (act(action) && effect.kind === 'form') openForm(action);
      };
      return html`<button
        type="button"
        class=${look}
        part="action"
        aria-expanded=${effect.kind === 'form' ? String(action === openAction) : nothing}
        @click=${open}
      >
        ${words}
      </button>`;
    })}
  </div>`;
}
