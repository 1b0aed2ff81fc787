import '../../define.js';

export {registerFrame} from '@uggla/core';
