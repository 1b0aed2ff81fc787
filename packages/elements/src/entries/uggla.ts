import {paintFirst} from '@uggla/player/first-paint.js';

// The page's own modules go on once the elements are defined.
const rest = import('./rest/uggla.js');
paintFirst();
const {registerFrame} = await rest;
registerFrame(new URL('./frame.html', import.meta.url));
