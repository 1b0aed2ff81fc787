import type {TermsLike} from '@uggla/core/localize.js';
import type {en} from './en.js';

/** The words of documents to accept in Spanish. */
export const es: TermsLike<typeof en> = {
  documentVersion: (version) => `Versión ${version}`,
  fingerprint: 'Huella digital (SHA-256)',
  checked: 'El documento es exactamente el que se publicó.',
  unchecked:
    'Esta página no tiene conexión segura (https), así que aquí no se ha podido comprobar la huella del documento.',
  loadingDocument: 'Cargando el documento…',
  readFirst: 'Antes, lee el documento hasta el final.',
  acceptText: (title, version) => `He leído «${title}», versión ${version}.`,
  agreeText: (title, version) => `He leído «${title}», versión ${version}, y lo acepto.`,
  yourName: 'Tu nombre y apellidos',
  nameNeeded: 'Escribe tu nombre y apellidos.',
  accept: 'Acepto',
  acknowledge: 'Lo he leído',
  acceptedBy: (name, date) => `${name} lo aceptó el ${date}`,
  acceptedOther: (version) => `Aceptaste la versión ${version}. Esta es nueva.`,
  acceptedBefore: (date) => `Lo aceptaste el ${date}. Toca aceptarlo de nuevo.`,
};
