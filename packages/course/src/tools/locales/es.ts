import type {TermsLike} from '@uggla/core/localize.js';
import type {en} from './en.js';

/** The words of the course's tools in Spanish. */
export const es: TermsLike<typeof en> = {search: 'Buscar', notes: 'Mis notas', language: 'Idioma'};
