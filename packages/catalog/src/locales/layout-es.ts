import type {LayoutTerms} from './layout-en.js';

/** The words of feed, carousel and floating window in Spanish. */
export const layoutEs: LayoutTerms = {
  feed: 'Vídeos de productos',
  place: (at, total) => `${at} de ${total}`,
  previous: 'Anterior',
  next: 'Siguiente',
  play: 'Reproducir',
  pause: 'Pausar',
  soundOn: 'Activar el sonido',
  soundOff: 'Quitar el sonido',
  see: 'Ver producto',
  openWindow: 'Mira nuestros productos',
  dismiss: 'Ocultar',
  close: 'Cerrar',
};
