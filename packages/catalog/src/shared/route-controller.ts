import type {ReactiveController, ReactiveControllerHost} from 'lit';
import {formatHash, formatSearch, home, isSameRoute, parseHash, parseSearch, type Route} from './route.js';

/** Where the route is kept: in the address's hash, in its query, or nowhere but in the element. */
export type Routing = 'none' | 'hash' | 'query';

/** An element whose route is kept by a `RouteController`. */
export interface RoutedHost extends ReactiveControllerHost {
  readonly isConnected: boolean;
  readonly routing: Routing;
  /** What the element shows now. */
  readonly route: Route;
  /** The address asks for another route: by the back button, a link, or at the start. */
  routeChanged(route: Route): void;
}

/** Keeps the address of the page and the route of an element the same, when `routing` asks for it. */
export class RouteController implements ReactiveController {
  readonly #host: RoutedHost;
  #read: Routing = 'none';

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
    const {routing} = this.#host;
    if (routing === this.#read) return;
    this.#read = routing;
    const route = this.#routeOfAddress();
    if (route && !isSameRoute(route, home)) this.#host.routeChanged(route);
  }

  /** Writes the host's route to the address. `replace` makes no step for the back button. */
  write({replace = false} = {}): void {
    const now = this.#routeOfAddress();
    if (this.#host.routing === 'none' || (now && isSameRoute(now, this.#host.route))) return;
    const address = this.addressOf(this.#host.route);
    if (replace) history.replaceState(history.state, '', address);
    else history.pushState(null, '', address);
  }

  /** The address that shows `route`: what a link to it points at. */
  addressOf(route: Route): string {
    const url = new URL(location.href);
    if (this.#host.routing === 'query') url.search = formatSearch(route, url.search);
    else url.hash = formatHash(route);
    return url.href;
  }

  #routeOfAddress(): Route | undefined {
    const {routing} = this.#host;
    if (routing === 'hash') return parseHash(location.hash);
    return routing === 'query' ? parseSearch(location.search) : undefined;
  }

  readonly #follow = () => {
    const route = this.#routeOfAddress();
    if (route && !isSameRoute(route, this.#host.route)) this.#host.routeChanged(route);
  };
}
