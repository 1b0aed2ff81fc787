import {paintFirst} from '@uggla/player/first-paint.js';

paintFirst();
// The page's own modules go on once the elements are defined.
await import('./rest/uggla-player.js');
