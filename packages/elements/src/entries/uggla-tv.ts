import {navigateByArrows} from '@uggla/core/tv/navigate-by-arrows.js';
import {seenFromTenFeet} from '@uggla/core/tv/ten-feet.js';

// Beside any of the other entries: the page is walked through with a remote control, and large enough for it.
navigateByArrows();
seenFromTenFeet();
