import '../../families.js';
import '@uggla/player/define.js';
