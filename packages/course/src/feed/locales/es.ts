import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of the feed of micro-lessons in Spanish. */
export const es: TermsLike<typeof en> = {
  place: (at, total) => `${at} de ${total}`,
  due: (count) => (count === '1' ? '1 para repasar' : `${count} para repasar`),
  repeat: 'Repasar',
  ask: 'Para repasar: ¿lo recuerdas?',
  yes: 'Sí',
  no: 'No del todo',
  again: (date) => `Otra vez el ${date}`,
  known: 'Ya lo sabes: no se preguntará más',
};
