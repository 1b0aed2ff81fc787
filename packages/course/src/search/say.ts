import {phrases} from '../course/words.js';
import {en} from './locales/en.js';
import {es} from './locales/es.js';

/** A term of the search; they come with its code, not with the course. */
export const say = phrases('search', {en, es});
