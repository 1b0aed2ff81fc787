import '../families.js';
import '@uggla/chat/define.js';
