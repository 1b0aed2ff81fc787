import {registerFrame} from '@uggla/core';
import '../families.js';
import '@uggla/course/define.js';

registerFrame(new URL('./frame.html', import.meta.url));
