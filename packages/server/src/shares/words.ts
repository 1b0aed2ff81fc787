import type {Context} from 'hono';
import {pickWords} from '../http/languages.js';
import {moreShareWords} from './more-words.js';

const en = {
  title: 'Something was shared with you',
  text: 'This link opens films and documents that were chosen for you.',
  password: 'Password',
  passwordText: 'Whoever sent you the link has told you a password.',
  open: 'Open',
  wrong: 'This is not the password. Please try again.',
  often: 'Too many tries. Please wait a minute.',
  closed: 'This link opens nothing',
  'share-expired': 'Its time is over. Ask whoever sent it for a new one.',
  'share-revoked': 'It was withdrawn. Ask whoever sent it for a new one.',
  'share-early': 'Its time has not begun yet. Please come back later.',
  'share-elsewhere': 'It belongs to another portfolio. Ask whoever sent it for a new one.',
  'token-invalid': 'The address is not complete. Copy the whole link, or ask whoever sent it for a new one.',
  forWhom: 'Prepared for',
  until: 'Open until',
};

/** Words of one language; English has the keys. */
export type ShareWords = Readonly<Record<keyof typeof en, string>>;

const es: ShareWords = {
  title: 'Han compartido algo contigo',
  text: 'Este enlace abre vídeos y documentos elegidos para ti.',
  password: 'Contraseña',
  passwordText: 'Quien te envió el enlace te ha dado una contraseña.',
  open: 'Abrir',
  wrong: 'Esa no es la contraseña. Vuelve a intentarlo.',
  often: 'Demasiados intentos. Espera un minuto.',
  closed: 'Este enlace no abre nada',
  'share-expired': 'Ha caducado. Pide uno nuevo a quien te lo envió.',
  'share-revoked': 'Se ha retirado. Pide uno nuevo a quien te lo envió.',
  'share-early': 'Todavía no ha empezado. Vuelve más tarde.',
  'share-elsewhere': 'Es de otro catálogo. Pide uno nuevo a quien te lo envió.',
  'token-invalid': 'La dirección no está completa. Copia el enlace entero o pide uno nuevo a quien te lo envió.',
  forWhom: 'Preparado para',
  until: 'Abierto hasta el',
};

const tables = {en, es, ...moreShareWords};

/** Languages that a share's pages speak. */
export const shareLanguages: readonly string[] = Object.keys(tables).sort();

/** The words in the language of a share, else in the one that the browser wants. */
export function shareWords(c: Context, wanted?: string | null): {language: string; words: ShareWords} {
  return pickWords<ShareWords, string>(c, tables, wanted);
}
