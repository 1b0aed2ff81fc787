import {remember} from '../memory/memory.js';
import {NextRequestEvent, PreviousRequestEvent} from '../events.js';
import {languageName} from '../captions/track-label.js';
import type {UgglaPlayer} from '../player/player-element.js';

/** What a viewer does by button, pointer or key. Unlike what the page sets, it is announced and remembered. */
export class PlayerActions {
  readonly #player: UgglaPlayer;

  constructor(player: UgglaPlayer) {
    this.#player = player;
  }

  togglePlay(): void {
    const player = this.#player;
    if (!player.paused) player.pause();
    else player.play().catch(() => undefined); // the player itself shows what is wrong
  }

  /** Goes to that second, within what may be played; nowhere while its length is unknown, without end, or in a radio. */
  seek(time: number): void {
    const {
      layout,
      range: {start, end},
    } = this.#player;
    if (end > start && layout !== 'radio') this.#player.currentTime = Math.min(Math.max(time, start), end);
    this.#player.poke();
  }

  skip(seconds: number): void {
    this.seek(this.#player.currentTime + seconds);
  }

  /** Asks for what comes next, where there is something. */
  askNext(): void {
    if (this.#player.hasNext) this.#player.dispatchEvent(new NextRequestEvent());
  }

  askPrevious(): void {
    if (this.#player.hasPrevious) this.#player.dispatchEvent(new PreviousRequestEvent());
  }

  toggleMute(): void {
    const player = this.#player;
    player.muted = !player.muted;
    if (!player.muted && player.volume === 0) player.volume = 0.5;
    remember({muted: player.muted, volume: player.volume});
  }

  setVolume(volume: number): void {
    const player = this.#player;
    player.volume = Math.min(1, Math.max(0, Math.round(volume * 100) / 100));
    player.muted = player.volume === 0;
    remember({muted: player.muted, volume: player.volume});
    player.poke();
  }

  toggleCaptions(): void {
    const {captions, localize, languages} = this.#player;
    if (captions.tracks.length === 0) return;
    captions.toggle(languages);
    this.#keepCaptions(captions.current);
    const name = captions.current && languageName(captions.current.language);
    this.#player.announce(
      captions.current ? `${localize.term('captionsOn')}${name ? `: ${name}` : ''}` : localize.term('captionsNowOff'),
    );
  }

  chooseCaptions(track: TextTrack | undefined): void {
    this.#player.captions.choose(track);
    this.#keepCaptions(track);
  }

  chooseAudio(id: number): void {
    const {engine} = this.#player.playback;
    engine?.setAudioTrack(id);
    const language = engine?.audioTracks[id]?.language;
    if (language) remember({audio: language});
  }

  async toggleFullscreen(): Promise<void> {
    const player = this.#player;
    const {media} = player;
    try {
      if (player.fullscreen) await document.exitFullscreen();
      else if (player.requestFullscreen && document.fullscreenEnabled) await player.requestFullscreen();
      // An iPhone gives the whole screen to a video alone.
      else (media as HTMLVideoElement & {webkitEnterFullscreen?: () => void}).webkitEnterFullscreen?.();
    } catch {
      // Refused (no gesture, a frame that may not): nothing changes, and the button still says what it did.
    }
  }

  async togglePip(): Promise<void> {
    try {
      if (document.pictureInPictureElement) await document.exitPictureInPicture();
      else await this.#player.media.requestPictureInPicture();
    } catch {
      // As above.
    }
  }

  #keepCaptions(track: TextTrack | undefined): void {
    remember({captions: track ? track.language : 'off'});
  }
}
