import {registerFamilyLoader} from '@uggla/core';

// An element that shows another's (a course shows a player) fetches that family when it is first needed.
registerFamilyLoader('player', () => import('@uggla/player/define.js'));
registerFamilyLoader('course', () => import('@uggla/course/define.js'));
registerFamilyLoader('catalog', () => import('@uggla/catalog/define.js'));
registerFamilyLoader('chat', () => import('@uggla/chat/define.js'));
