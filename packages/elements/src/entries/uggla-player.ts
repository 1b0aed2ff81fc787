import '../families.js';
import '@uggla/player/define.js';

// Notes have code of their own, for the pages that show them.
if (globalThis.document?.querySelector('uggla-notes')) void import('@uggla/player/notes/define.js');
