import type {RadioTerms} from './radio-en.js';

/** The words of a campus that is only heard, in Spanish. */
export const radioEs: RadioTerms = {
  title: (campus) => `Escucha ${campus}`,
  hint: 'Todos los cursos y pódcast en audio, uno detrás de otro.',
  playAll: 'Escuchar todo',
  goOn: (title) => `Seguir con ${title}`,
  playOne: (title) => `Escuchar ${title}`,
  playing: (title) => `Suena ahora: ${title}`,
  silent: 'sin audio propio',
  nothing: 'Aquí todavía no hay nada que escuchar.',
  failed: (title) => `No se ha podido reproducir ${title}; sigue lo siguiente.`,
  over: 'Eso era todo.',
  feeds: 'En tu aplicación de pódcast',
  feedsHint: 'Copia la dirección de un canal en la aplicación.',
};
