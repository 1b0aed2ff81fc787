import {html} from 'hono/html';
import type {UgglaError} from '@uggla/protocol';
import {rowWords, type RowProblem} from '../learning/row-problem.js';
import type {DeskPage, Piece} from './layout.js';

const en = {
  'password-unfit': 'A password has 6 to 200 characters. Choose another one.',
  'share-times-wrong':
    'The link would be over before it begins, is over already, or would last longer than two years. Choose another time.',
  'product-unknown': 'One of these products is there no more. Choose again.',
  'portfolio-unavailable': 'This campus has no products to share.',
  'invitation-used': 'This link was used already. Ask for a new one.',
  'invitation-revoked': 'This link was withdrawn. Ask for a new one.',
  'invitation-expired': 'The time of this link is over. Ask for a new one.',
  'token-invalid': 'The address is not complete. Copy the whole link, or ask for a new one.',
  'role-insufficient': 'Your account may not do this. Ask an administrator.',
  'people-differ': 'The account and the address of mail are of two people who both came in. Leave the address out.',
  'course-unavailable': 'The campus has this course no more. Choose again.',
  'body-too-long': 'The table is too long. Bring it in parts.',
  'question-too-long': 'The question is too long. Ask it in fewer words.',
  'engine-unreachable': 'The engine does not answer. Try again in a minute.',
  'engine-busy': 'The engine has too much to do. Try again in a minute.',
  label: 'Write whom it is for: up to 200 letters.',
  access: 'Groups are words of up to 200 letters, with commas between.',
  file: 'No table was brought. Choose a file.',
  people: 'Nobody was named. Write a name or an address of mail, or choose a table.',
  other: 'This could not be done. Show this line to whoever runs the server:',
} as const;

const es: Readonly<Record<keyof typeof en, string>> = {
  'password-unfit': 'Una contraseña tiene de 6 a 200 caracteres. Elige otra.',
  'share-times-wrong':
    'El enlace terminaría antes de empezar, ya habría terminado o duraría más de dos años. Elige otras fechas.',
  'product-unknown': 'Uno de esos productos ya no está. Vuelve a elegir.',
  'portfolio-unavailable': 'Este campus no tiene productos que compartir.',
  'invitation-used': 'Este enlace ya se ha usado. Pide uno nuevo.',
  'invitation-revoked': 'Este enlace se ha retirado. Pide uno nuevo.',
  'invitation-expired': 'Este enlace ha caducado. Pide uno nuevo.',
  'token-invalid': 'La dirección no está completa. Copia el enlace entero o pide uno nuevo.',
  'role-insufficient': 'Tu cuenta no puede hacer esto. Pídelo a un administrador.',
  'people-differ':
    'La cuenta y la dirección de correo son de dos personas que ya han entrado. Deja la dirección en blanco.',
  'course-unavailable': 'El campus ya no tiene ese curso. Vuelve a elegir.',
  'body-too-long': 'La tabla es demasiado larga. Tráela por partes.',
  'question-too-long': 'La pregunta es demasiado larga. Hazla con menos palabras.',
  'engine-unreachable': 'El motor no responde. Inténtalo de nuevo dentro de un minuto.',
  'engine-busy': 'El motor tiene demasiado trabajo. Inténtalo de nuevo dentro de un minuto.',
  label: 'Escribe para quién es: hasta 200 letras.',
  access: 'Los grupos son palabras de hasta 200 letras, separadas por comas.',
  file: 'No has traído ninguna tabla. Elige un archivo.',
  people: 'No has nombrado a nadie. Escribe un nombre o una dirección de correo, o elige una tabla.',
  other: 'No se ha podido hacer. Enseña esta línea a quien lleva el servidor:',
};

const told = {en, es};

/**
 * What went wrong, in words of the page: by the error's code, or by the field that was not filled in as it should be. For what has none
 * there is the error itself, in English, to be shown to whoever can help.
 */
export function troubleLine({language}: Pick<DeskPage, 'language'>, error: UgglaError): Piece {
  const {code, field} = error;
  const words = told[language];
  const key = code === 'body-invalid' ? (field ?? '') : code;
  if (key !== 'other' && Object.hasOwn(words, key)) return html`<p role="alert">${words[key as keyof typeof en]}</p>`;
  return html`<p role="alert">${words.other} ${inEnglish(error)}</p>`;
}

/** An error as it is, to be shown to whoever can help. */
export function inEnglish({message, cure, code}: {message: string; cure?: string | undefined; code: string}): Piece {
  return html`<span lang="en">${[`${message}.`, cure, `(${code})`].filter(Boolean).join(' ')}</span>`;
}

/** The rows of a table that were not understood; the first fifty. */
export function rowProblems({words, language}: DeskPage, problems: readonly RowProblem[]): Piece {
  const says = ({trouble, value = '', message}: RowProblem) =>
    trouble === undefined ? html`<span lang="en">${message}</span>` : rowWords[language][trouble](value);
  return html`${problems.slice(0, 50).map((one) => html`<li>${words.line} ${one.line}: ${says(one)}</li>`)}`;
}
