import type {UgglaPlayer} from '../player/player-element.js';

// What a viewer does to the player as a whole. Lit calls each with the player as `this`.

/** Escape closes what is open over the picture. */
export function onKey(this: UgglaPlayer, event: KeyboardEvent): void {
  if (event.key !== 'Escape' || !this.panel) return;
  event.preventDefault();
  event.stopPropagation();
  this.panel = undefined;
  this.renderRoot.querySelector<HTMLElement>('.settings-button')?.focus();
}

/** A press on the picture, not on a control. */
export function onClick(this: UgglaPlayer, event: MouseEvent): void {
  if (event.target !== event.currentTarget && event.target !== this.media) return; // a control
  if (this.sound || this.noControls) return; // as with a <video> without controls
  if (this.panel) this.panel = undefined;
  else if ((event as PointerEvent).pointerType === 'touch' && this.started && !this.paused) this.poke();
  else this.actions.togglePlay();
}

/** Two of them. */
export function onDoubleClick(this: UgglaPlayer, event: MouseEvent): void {
  if ((event.target === event.currentTarget || event.target === this.media) && !this.noControls)
    void this.actions.toggleFullscreen();
}
