import {safeUrl} from '@uggla/core/safe-url.js';
import type {ChatProvider} from '../providers/provider.js';

/** What says which engine a chat talks to. */
export interface EngineOptions {
  readonly endpoint: string;
  readonly provider?: ChatProvider | undefined;
  readonly baseURI: string;
}

/**
 * The name under which things are remembered of an engine. One engine has one name, however its address is written; two
 * that only look alike (`v1` in two folders of a site) have two: an agreement with one is none with the other.
 */
export function engineKey({endpoint, provider, baseURI}: EngineOptions): string {
  if (provider) return `provider ${provider.id}`;
  const whole = safeUrl(endpoint, baseURI, 'fetch');
  if (whole === undefined) return endpoint;
  const url = new URL(whole);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '');
  return url.href;
}
