import {html, nothing, type TemplateResult} from 'lit';
import {keyed} from 'lit/directives/keyed.js';
import {icon} from '@uggla/core/more-icons.js';
import type {LocalizeController} from '@uggla/core/localize.js';
import {safeUrl} from '@uggla/core/safe-url.js';
import type {Campaign, Portfolio, Product} from '@uggla/protocol';
import {renderPicture} from '../shared/card.js';
import {onPlainClick} from '../shared/plain-click.js';
import type {ProductTerms} from '../locales/product-en.js';
import {formatBytes} from './format-bytes.js';
import {titleOfValue, valuesOf, type TextPicker} from './portfolio-data.js';

/** What a product is shown with. */
export interface ProductView {
  readonly product: Product;
  readonly portfolio: Portfolio;
  readonly base: string;
  readonly language: string;
  readonly localize: LocalizeController<ProductTerms>;
  readonly text: TextPicker;
  readonly campaign: Campaign | undefined;
  /** Second at which the video starts. */
  readonly time: number | undefined;
  readonly hasPlayer: boolean;
  readonly description: readonly Node[] | undefined;
  readonly price: string | TemplateResult;
  readonly stock: string;
  readonly actions: TemplateResult | typeof nothing;
  readonly leadForm: TemplateResult | typeof nothing;
  readonly related: TemplateResult | typeof nothing;
  readonly link: TemplateResult | typeof nothing;
  readonly model: TemplateResult | typeof nothing | undefined;
  hrefOf(item: string): string;
  /** Opens another product. */
  readonly open: (item: string) => void;
}

/** All that is told of one product. */
export function renderProduct(view: ProductView): TemplateResult {
  const {product, text, campaign, price, stock} = view;
  const badge = text(campaign?.badge) || text(campaign?.title);
  return html`<article class="product">
    <div class="show">${renderStage(view)} ${view.model} ${renderImages(view)}</div>
    <div class="tell">
      ${product.category ? html`<p class="quietly">${text(product.category)}</p>` : nothing}
      <h2>${text(product.title)}</h2>
      ${product.summary ? html`<p class="lead-in">${text(product.summary)}</p>` : nothing}
      ${price ? html`<p class="big-price" part="price">${price}</p>` : nothing}
      ${stock ? html`<p class="quietly" part="stock">${stock}</p>` : nothing}
      ${badge ? html`<p class="offer" part="badge"><strong>${badge}</strong>${campaign?.badge ? html` ${text(campaign.summary) || text(campaign.title)}` : nothing}</p>` : nothing}
      ${view.actions} ${view.leadForm}
      ${view.description ? html`<div class="description">${view.description}</div>` : nothing}
      ${renderDetails(view)} ${renderDocuments(view)} ${view.link}
    </div>
  </article>
  ${view.related}`;
}

function renderStage(view: ProductView): TemplateResult {
  const {product, base, language, hasPlayer, time} = view;
  const src = safeUrl(product.media, base, 'fetch');
  const poster = safeUrl(product.poster?.src, base, 'image');
  if (src && hasPlayer) {
    return html`${keyed(
      product.id,
      html`<uggla-player
        class="stage"
        part="player"
        src=${src}
        poster=${poster ?? nothing}
        lang=${language || nothing}
        start-time=${time ?? nothing}
        playsinline
        no-resume
      >${product.hotspots?.map((spot) => renderHotspot(view, spot))}</uggla-player>`,
    )}`;
  }
  const picture = product.poster ?? product.images?.[0];
  return html`<div class="stage">${renderPicture(picture, base, picture ? nothing : icon('product'))}</div>`;
}

/** What the player shows over its picture while it plays there. */
function renderHotspot(
  {text, hrefOf, open}: ProductView,
  spot: NonNullable<Product['hotspots']>[number],
): TemplateResult {
  const {start, end, x, y, product} = spot;
  const label = text(spot.label);
  return html`<uggla-cue kind="hotspot" start=${start} end=${end ?? nothing} x=${x} y=${y} label=${label}>
    ${spot.text || !product ? html`<p>${text(spot.text) || label}</p>` : nothing}
    ${product ? html`<a href=${hrefOf(product)} @click=${onPlainClick(() => open(product))}>${label}</a>` : nothing}
  </uggla-cue>`;
}

function renderImages({product, base, text, localize}: ProductView): TemplateResult | typeof nothing {
  const images = (product.images ?? []).flatMap((image) => {
    const src = safeUrl(image.src, base, 'image');
    return src ? [{src, image}] : [];
  });
  if (images.length === 0 || (images.length === 1 && !product.media && !product.poster)) return nothing;
  return html`<ul class="images" aria-label=${localize.term('pictures')}>
    ${images.map(
      ({src, image}, at) => html`<li>
        <img
          src=${src}
          width=${image.width ?? nothing}
          height=${image.height ?? nothing}
          loading="lazy"
          alt=${text(image.alt) || localize.term('picture', localize.number(at + 1), localize.number(images.length))}
        />
      </li>`,
    )}
  </ul>`;
}

function renderDetails({product, portfolio, localize, text}: ProductView): TemplateResult | typeof nothing {
  const facets = Object.keys(product.facets ?? {}).map((facet) => [
    text(portfolio.facets?.find(({id}) => id === facet)?.title) || facet,
    new Intl.ListFormat(localize.locale, {type: 'unit'}).format(
      valuesOf(product, facet).map((value) => titleOfValue(portfolio, facet, value, text)),
    ),
  ]);
  const details = [
    [localize.term('brand'), product.brand ?? ''],
    ...facets,
    [localize.term('reference'), product.sku ?? ''],
    ['GTIN', product.gtin ?? ''],
  ];
  const shown = details.filter(([, value]) => value);
  if (shown.length === 0) return nothing;
  return html`<section aria-labelledby="details">
    <h3 id="details">${localize.term('details')}</h3>
    <dl class="facts">
      ${shown.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
    </dl>
  </section>`;
}

function renderDocuments({product, base, localize, text}: ProductView): TemplateResult | typeof nothing {
  const documents = (product.documents ?? []).flatMap((one) => {
    const href = safeUrl(one.src, base, 'link');
    return href ? [{href, title: text(one.title) || decodeURIComponentSafely(one.src), bytes: one.bytes}] : [];
  });
  if (documents.length === 0) return nothing;
  return html`<section aria-labelledby="documents">
    <h3 id="documents">${localize.term('documents')}</h3>
    <ul class="documents">
      ${documents.map(
        ({href, title, bytes}) => html`<li>
          <a href=${href} part="document" target="_blank" rel="noopener">${icon('download')}<span>${title}</span></a>
          ${bytes === undefined ? nothing : html`<span class="quietly">${formatBytes(bytes, localize)}</span>`}
        </li>`,
      )}
    </ul>
  </section>`;
}

function decodeURIComponentSafely(src: string): string {
  const name = src.split('/').at(-1) ?? src;
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
