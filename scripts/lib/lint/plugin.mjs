// Rules of our own, as the linter takes them.
import {imports} from './imports.mjs';
import {syntax} from './syntax.mjs';

export default {meta: {name: 'uggla'}, rules: {imports, syntax}};
