import {safeUrl} from '@uggla/core/safe-url.js';
import {setState} from '@uggla/core/states.js';
import {html} from 'lit';
import {adopt} from '../controls/adopt.js';
import {settingsStyles} from '../controls/settings-styles.js';
import {wordsOf} from '../locales/panels/words.js';
import type {UgglaPlayer} from '../player/player-element.js';
import {loadCastSdk} from './cast-sdk.js';
import type {CastContext, RemotePlayer, RemotePlayerController} from './cast-sdk.js';

const HLS = 'application/vnd.apple.mpegurl';

/** Another screen that plays in place of that player. Fetched, as the SDK is, when somebody presses its button. */
export class Casting {
  readonly #player: UgglaPlayer;
  #context: CastContext | undefined;
  #remote: RemotePlayer | undefined;
  #steers: RemotePlayerController | undefined;
  #device = '';
  #time = 0;
  #paused = false;
  #stop = new AbortController();

  constructor(player: UgglaPlayer) {
    this.#player = player;
  }

  /** It plays there. */
  get active(): boolean {
    return this.#remote !== undefined;
  }

  /** Lets the viewer choose a screen; where one plays, shows what can be done. */
  async press(): Promise<void> {
    const player = this.#player;
    if (this.active) {
      this.#toggle();
      return;
    }
    const url = safeUrl(player.castSdk, player.baseURI, 'fetch');
    if (!url) throw new Error('cast-sdk is no address');
    const sdk = await loadCastSdk(url);
    const {cast, media} = sdk;
    const context = (this.#context = cast.framework.CastContext.getInstance());
    context.setOptions({
      receiverApplicationId: media.DEFAULT_MEDIA_RECEIVER_APP_ID,
      ...(sdk.joins && {autoJoinPolicy: sdk.joins}),
    });
    try {
      await context.requestSession();
    } catch (cause) {
      if (cause === 'cancel') return; // the viewer chose none
      throw cause;
    }
    const session = context.getCurrentSession();
    const source = sourceFor(player);
    if (!session || !source) throw new Error('there is nothing that another screen could play');
    const info = Object.assign(new media.MediaInfo(source.url, source.type), {
      metadata: Object.assign(new media.GenericMediaMetadata(), {title: player.heading}),
    });
    const request = Object.assign(new media.LoadRequest(info), {
      currentTime: player.currentTime,
      autoplay: !player.paused,
    });
    const wasPaused = player.paused;
    try {
      await session.loadMedia(request);
    } catch (cause) {
      context.endCurrentSession(true);
      throw cause;
    }
    this.#begin(
      new cast.framework.RemotePlayer(),
      cast.framework.RemotePlayerController,
      session.getCastDevice().friendlyName,
      wasPaused,
    );
  }

  #begin(
    remote: RemotePlayer,
    Controller: new (player: RemotePlayer) => RemotePlayerController,
    device: string,
    paused: boolean,
  ): void {
    const player = this.#player;
    const {signal} = (this.#stop = new AbortController());
    this.#remote = remote;
    this.#steers = new Controller(remote);
    this.#device = device;
    this.#time = player.currentTime;
    this.#paused = paused;
    player.pause();
    this.#steers.addEventListener('anyChanged', () => this.#look());
    // What a key, a headset or the page does here is meant for there.
    player.addEventListener(
      'play',
      () => {
        player.pause();
        this.#steers!.playOrPause();
      },
      {signal},
    );
    player.addEventListener(
      'seeked',
      () => {
        remote.currentTime = player.currentTime;
        this.#steers!.seek();
      },
      {signal},
    );
    setState(player, 'casting', true);
    adopt(player, settingsStyles);
    player.panel = this.#panel;
    player.announce(wordsOf(player).term('castOn', device));
  }

  /** What has become of it there; a connection that is gone brings it back here, at that second. */
  #look(): void {
    const player = this.#player;
    const remote = this.#remote;
    if (!remote) return;
    if (remote.isConnected) {
      if (remote.currentTime > 0) this.#time = remote.currentTime;
      this.#paused = remote.isPaused;
      return player.requestUpdate();
    }
    this.#stop.abort();
    this.#remote = this.#steers = undefined;
    setState(player, 'casting', false);
    if (player.panel === this.#panel) player.panel = undefined;
    player.currentTime = this.#time;
    if (!this.#paused) player.play().catch(() => undefined); // the player itself shows what is wrong
    player.requestUpdate();
  }

  #toggle(): void {
    this.#player.panel = this.#player.panel === this.#panel ? undefined : this.#panel;
  }

  readonly #panel = () => {
    const {localize} = this.#player;
    const words = wordsOf(this.#player);
    return html`<div part="menu" class="menu" role="group" aria-label=${words.term('cast')}>
      <p>${words.term('castOn', this.#device)}</p>
      <div class="ways">
        <button type="button" part="button menu-item" @click=${() => this.#steers?.playOrPause()}>${localize.term(this.#paused ? 'play' : 'pause')}</button>
        <button type="button" part="button menu-item" class="cast-end" @click=${() => this.#context?.endCurrentSession(true)}>${words.term('castEnd')}</button>
      </div>
    </div>`;
  };
}

/** Of the sources one that any screen plays: a file, else the stream. */
function sourceFor({playback}: UgglaPlayer): {readonly url: string; readonly type: string} | undefined {
  const sources = (playback.description?.sources ?? []).filter(({url}) => /^https?:/.test(url));
  const source = sources.find(({kind}) => kind === 'file') ?? sources[0];
  if (!source) return undefined;
  const guessed = source.kind === 'hls' ? HLS : source.audio ? 'audio/mpeg' : 'video/mp4';
  return {url: source.url, type: source.type ?? guessed};
}
