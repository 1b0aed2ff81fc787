import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {
  formatHash,
  formatSearch,
  home,
  isSameRoute,
  parseHash,
  parseLanguage,
  parseSearch,
  withLanguage,
  type Route,
} from './route.js';
import {speak} from './speak.js';

/** Where the route is kept: in the address's hash, in its query, or nowhere but in the element. */
export type Routing = 'none' | 'hash' | 'query';

/** An element whose route is kept by a `RouteController`. */
export interface RoutedHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly routing: Routing;
  /** What the element shows now. */
  readonly route: Route;
  lang: string;
  dir: string;
  /** The address asks for another route: by the back button, a link, or at the start. */
  routeChanged(route: Route): void;
}

/** Keeps the address of the page and the route of an element the same, when `routing` asks for it. */
export class RouteController implements ReactiveController {
  readonly #host: RoutedHost;
  #read: Routing = 'none';
  /** What address and host last agreed on. */
  #agreed: Route = home;
  /** Language that the address names; `undefined` when it leaves that to the page. */
  #language: string | undefined;

  constructor(host: RoutedHost) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {
    window.addEventListener('popstate', this.#follow);
    window.addEventListener('hashchange', this.#follow);
  }

  hostDisconnected(): void {
    window.removeEventListener('popstate', this.#follow);
    window.removeEventListener('hashchange', this.#follow);
    this.#read = 'none';
  }

  /** The address is read before the first render, so that nothing else flashes up. */
  hostUpdate(): void {
    const {routing, isConnected} = this.#host;
    if (routing === this.#read || !isConnected) return;
    this.#read = routing;
    this.#agreed = home;
    const route = this.#readAddress();
    if (route && !isSameRoute(route, home)) this.#take(route);
  }

  /**
   * Writes the host's route to the address. `replace` makes no step for the back button. Nothing is written while the
   * host shows what it showed before (an anchor that someone went to stays in the address), or once it is gone.
   */
  write({replace = false} = {}): void {
    const {routing, route, lang, isConnected} = this.#host;
    const isSame = isSameRoute(route, this.#agreed);
    const hasLanguage = this.#language === undefined || this.#language === lang;
    if (!isConnected || (routing !== 'hash' && routing !== 'query') || (isSame && hasLanguage)) return;
    this.#agreed = route;
    if (!hasLanguage) this.#language = lang;
    try {
      if (replace || isSame) history.replaceState(history.state, '', this.addressOf(route));
      else history.pushState(null, '', this.addressOf(route));
    } catch {
      // Safari allows 100 changes in half a minute, a sandboxed frame none: what is open does not depend on it.
    }
  }

  /** The address that shows `route`: what a link to it points at. */
  addressOf(route: Route): string {
    const {href} = location;
    const language = this.#language && this.#host.lang;
    if (this.#host.routing !== 'query') return href.split('#', 1)[0]! + withLanguage(formatHash(route), language);
    const url = new URL(href);
    url.search = withLanguage(formatSearch(route, url.search), language);
    return url.href;
  }

  #readAddress(): Route | undefined {
    const {routing} = this.#host;
    if (routing !== 'hash' && routing !== 'query') return undefined;
    const text = routing === 'hash' ? location.hash : location.search;
    const language = parseLanguage(text);
    if (language !== undefined) speak(this.#host, (this.#language = language));
    return routing === 'hash' ? parseHash(text) : parseSearch(text);
  }

  readonly #follow = () => {
    const route = this.#readAddress();
    if (route) this.#take(route);
  };

  /** The host may leave out what it has no place for, as a portfolio does with lessons: then that is agreed on. */
  #take(route: Route): void {
    if (!isSameRoute(route, this.#host.route)) this.#host.routeChanged(route);
    this.#agreed = this.#host.route;
  }
}
