import {paintFirst} from '@uggla/player/first-paint.js';

// The page's own modules go on once the elements are defined.
const rest = import('./rest/uggla-player.js');
paintFirst();
await rest;
