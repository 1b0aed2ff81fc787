import {phrases} from '../course/words.js';
import {en} from './locales/en.js';
import {es} from './locales/es.js';

/** A term of activities; they come with their code, not with the course. */
export const say = phrases('embed', {en, es});
