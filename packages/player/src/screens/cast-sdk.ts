/** What is used of Google's Cast SDK: https://developers.google.com/cast/docs/reference/web_sender. */
export interface CastSdk {
  readonly framework: {
    readonly CastContext: {getInstance(): CastContext};
    readonly RemotePlayer: new () => RemotePlayer;
    readonly RemotePlayerController: new (player: RemotePlayer) => RemotePlayerController;
  };
}

/** The connection to other screens; a page has one. */
export interface CastContext {
  setOptions(options: {receiverApplicationId: string; autoJoinPolicy?: string}): void;
  requestSession(): Promise<unknown>;
  getCurrentSession(): CastSession | null;
  endCurrentSession(stopCasting: boolean): void;
}

/** One other screen. */
export interface CastSession {
  loadMedia(request: object): Promise<unknown>;
  getCastDevice(): {readonly friendlyName: string};
}

/** What plays there. */
export interface RemotePlayer {
  readonly isConnected: boolean;
  readonly isPaused: boolean;
  currentTime: number;
}

/** Steers it. */
export interface RemotePlayerController extends EventTarget {
  playOrPause(): void;
  seek(): void;
}

/** The part that is older than the framework. */
export interface CastMedia {
  readonly DEFAULT_MEDIA_RECEIVER_APP_ID: string;
  readonly MediaInfo: new (url: string, type: string) => {metadata?: object};
  readonly GenericMediaMetadata: new () => {title?: string};
  readonly LoadRequest: new (info: object) => {currentTime?: number; autoplay?: boolean};
}

interface Page {
  cast?: CastSdk;
  chrome?: {cast?: {media?: CastMedia; AutoJoinPolicy?: {ORIGIN_SCOPED: string}}};
  __onGCastApiAvailable?: (available: boolean) => void;
  trustedTypes?: {
    createPolicy(
      name: string,
      rules: {createScriptURL: (url: string) => string},
    ): {createScriptURL(url: string): unknown};
  };
}

const page = globalThis as unknown as Page;

/** It brings more scripts before it says anything; who has pressed waits no longer than this. */
const PATIENCE_MS = 20_000;

let loading: Promise<void> | undefined;

/** The SDK from that address, fetched once a page. Rejects where it does not come, or does not work in this browser. */
export async function loadCastSdk(
  url: string,
): Promise<{readonly cast: CastSdk; readonly media: CastMedia; readonly joins: string | undefined}> {
  if (!page.cast?.framework) await (loading ??= fetchSdk(url).finally(() => (loading = undefined)));
  const {cast, chrome} = page;
  if (!cast?.framework || !chrome?.cast?.media) throw new Error(`${url} is not the Cast SDK with its framework`);
  return {cast, media: chrome.cast.media, joins: chrome.cast.AutoJoinPolicy?.ORIGIN_SCOPED};
}

function fetchSdk(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`${url} says nothing`)), PATIENCE_MS);
    const before = page.__onGCastApiAvailable;
    page.__onGCastApiAvailable = (available) => {
      before?.(available);
      if (available) resolve();
      else reject(new Error('Cast is not available in this browser'));
    };
    const script = document.createElement('script');
    script.addEventListener('error', () => {
      script.remove();
      reject(new Error(`${url} did not come`));
    });
    script.src = trusted(url) as string;
    document.head.append(script);
  });
}

let policy: {createScriptURL(url: string): unknown} | undefined;
let named = '';

/** The page has named that address itself; of all others nothing is made a script. */
function trusted(url: string): unknown {
  named = url;
  policy ??= page.trustedTypes?.createPolicy('uggla', {
    createScriptURL: (asked) => {
      if (asked !== named) throw new TypeError(`${asked} was not named by the page`);
      return asked;
    },
  });
  return policy ? policy.createScriptURL(url) : url;
}
