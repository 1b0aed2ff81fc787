import {paintFirst} from '@uggla/player/first-paint.js';

paintFirst();
// The page's own modules go on once the elements are defined.
const {registerFrame} = await import('./rest/uggla.js');
registerFrame(new URL('./frame.html', import.meta.url));
