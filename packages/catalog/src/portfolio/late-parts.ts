import type {ReactiveElement} from 'lit';
import {LatePart} from '../shared/late-part.js';
import type {Comparison} from './compare/comparison.js';
import type {Kiosk} from './kiosk/kiosk.js';
import type {PortfolioLayouts} from './layouts/portfolio-layouts.js';
import type {LiveFacts} from './live/live-facts.js';
import type {ProductPage} from './product-page.js';

/** What each part asks of the portfolio that it is a part of. */
type PartsHost = ReactiveElement &
  ConstructorParameters<typeof ProductPage>[0] &
  ConstructorParameters<typeof PortfolioLayouts>[0] &
  ConstructorParameters<typeof Comparison>[0] &
  ConstructorParameters<typeof LiveFacts>[0] &
  ConstructorParameters<typeof Kiosk>[0];

/** The parts of a portfolio whose code comes when they are first needed: a grid pays for none of them. */
export class LateParts {
  readonly page: LatePart<ProductPage>;
  readonly layouts: LatePart<PortfolioLayouts>;
  readonly comparison: LatePart<Comparison>;
  readonly live: LatePart<LiveFacts>;
  readonly kiosk: LatePart<Kiosk>;

  constructor(host: PartsHost) {
    const part = <T>(load: () => Promise<T>) => new LatePart<T>(host, load);
    this.page = part(async () => new (await import('./product-page.js')).ProductPage(host));
    this.layouts = part(async () => new (await import('./layouts/portfolio-layouts.js')).PortfolioLayouts(host));
    this.comparison = part(async () => new (await import('./compare/comparison.js')).Comparison(host));
    this.live = part(async () => new (await import('./live/live-facts.js')).LiveFacts(host));
    this.kiosk = part(async () => new (await import('./kiosk/kiosk.js')).Kiosk(host));
  }

  /** Fetches those that are needed now. What could not be had is not asked for again by itself. */
  needThose(needed: Record<'page' | 'layouts' | 'comparison' | 'live' | 'kiosk', unknown>): void {
    for (const name of Object.keys(needed) as (keyof typeof needed)[])
      if (needed[name] && !this[name].isBroken) void this[name].need();
  }
}
