import {noChange} from 'lit';
import {Directive, directive, PartType} from 'lit/directive.js';
import type {ElementPart, PartInfo} from 'lit/directive.js';

class CssVars extends Directive {
  constructor(info: PartInfo) {
    super(info);
    if (info.type !== PartType.ELEMENT) throw new Error('cssVars stands on an element');
  }

  override update({element}: ElementPart, [vars]: [Readonly<Record<`--_${string}`, string>>]) {
    for (const [name, value] of Object.entries(vars)) (element as HTMLElement).style.setProperty(name, value);
    return noChange;
  }

  render(_vars: Readonly<Record<`--_${string}`, string>>) {
    return noChange;
  }
}

/**
 * Sets private custom properties on an element through the CSSOM. Lit's `styleMap` writes a `style` attribute at first,
 * which a strict `style-src` forbids.
 */
export const cssVars = directive(CssVars);
