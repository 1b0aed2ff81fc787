import './families.js';
import '@uggla/player/define.js';
import '@uggla/player/notes/define.js';
import '@uggla/course/define.js';
import '@uggla/catalog/define.js';
import '@uggla/chat/define.js';
