import {UgglaElement} from '@uggla/core/element.js';
import type {PropertyValues} from 'lit';

/** A player that draws its controls when someone comes near: of many in a page, those out of sight are a frame with a button in the middle. */
export abstract class NearHost extends UgglaElement {
  /** Its controls are drawn. */
  protected awake = false;

  protected override createRenderRoot(): HTMLElement | DocumentFragment {
    // While what was painted first still stands there, in all players: it gives them their size.
    const {top, bottom} = this.getBoundingClientRect();
    this.awake = bottom >= 0 && top <= innerHeight;
    const root = super.createRenderRoot();
    this.renderOptions.renderBefore = null;
    return root;
  }

  protected override update(changed: PropertyValues<this>): void {
    if (!this.hasUpdated) (this.renderRoot as ShadowRoot).replaceChildren();
    super.update(changed);
  }
}
