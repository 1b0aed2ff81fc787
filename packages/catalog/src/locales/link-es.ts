import type {LinkTerms} from './link-en.js';

/** The words of a product's link in Spanish. */
export const linkEs: LinkTerms = {
  title: 'Enlace a este producto',
  code: 'Código QR del enlace',
  address: 'Enlace',
  copy: 'Copiar enlace',
  copied: 'Copiado.',
  notCopied: 'El navegador no ha dejado copiarlo. Está seleccionado: cópialo a mano.',
  save: 'Guardar código QR',
  fromHere: (time) => `Empezar el vídeo en ${time}`,
};
