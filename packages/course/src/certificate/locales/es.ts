import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of certificates in Spanish. */
export const es: TermsLike<typeof en> = {
  yours: 'Tu certificado',
  until: (date) => `válido hasta el ${date}`,
  over: (date) => `caducado desde el ${date}`,
  revoked: 'retirado',
  renewFrom: (date) => `Puedes renovarlo a partir del ${date}.`,
  open: 'Verlo e imprimirlo',
  download: 'Credencial firmada',
};
