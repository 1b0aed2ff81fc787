import {registerFrame} from '@uggla/core';
import '../define.js';

registerFrame(new URL('./frame.html', import.meta.url));
