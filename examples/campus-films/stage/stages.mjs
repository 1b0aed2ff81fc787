import * as brand from './brand.mjs';
import * as chair from './chair-stage.mjs';
import * as data from './data.mjs';
import * as factory from './factory.mjs';
import * as lamp from './lamp.mjs';
import * as stretch from './stretch.mjs';
import * as workstation from './workstation.mjs';

/** What a scene may be set on: `defaults` of its moving parts, and `draw(values, t)`. */
export const stages = {brand, chair, data, factory, lamp, stretch, workstation};
