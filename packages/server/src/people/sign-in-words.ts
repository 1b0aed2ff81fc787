import {moreSignInWords} from './more-sign-in-words.js';

const en = {
  title: 'Invitation',
  invited: 'You are invited to',
  hello: 'This invitation is for',
  openText: 'It works once. This device then knows you: what you learn is recorded as yours.',
  shared:
    'Is this a device that others use too? Sign out when you are done: the button stands at the top of the campus.',
  before: 'Somebody else is signed in here, and will be signed out:',
  enter: 'Come in',
  in: 'You are in',
  campus: 'To the campus',
  desk: 'Open the desk',
  closed: 'This invitation opens nothing',
  accepted:
    'It was used already. On the device on which you used it you are still signed in. For another device, or if it was not you, ask whoever invited you for a new one.',
  expired: 'Its time is over. Ask whoever invited you for a new one.',
  revoked: 'It was withdrawn. Ask whoever invited you for a new one.',
  invalid: 'The address is not complete. Copy the whole link, or ask whoever invited you for a new one.',
  failed:
    'The server could not be asked, or this browser keeps nothing for this page. Leave private browsing, and open the link again.',
  noScript: 'This page needs JavaScript: without it nothing could be kept on this device.',
  notIn: 'Nobody was signed in',
  notInText:
    'It took too long, it was begun in another browser, or it was broken off. Sign in again; if it fails once more, show your company the line below.',
  issuerSilent: 'Your company’s sign-in does not answer just now. Try again in a minute.',
  again: 'Sign in again',
  signIn: 'Sign in',
  byInvitation: 'Open the link of your invitation. If it was used already, ask whoever invited you for a new one.',
};

/** Words of one language; English has the keys. */
export type SignInWords = Readonly<Record<keyof typeof en, string>>;

const es: SignInWords = {
  title: 'Invitación',
  invited: 'Te han invitado a',
  hello: 'Esta invitación es para',
  openText: 'Sirve una sola vez. Después este dispositivo te reconoce: lo que aprendas se registra a tu nombre.',
  shared:
    '¿Otras personas usan también este dispositivo? Cierra la sesión al terminar: el botón está en la parte superior del campus.',
  before: 'Hay otra sesión abierta aquí, que se cerrará:',
  enter: 'Entrar',
  in: 'Ya estás dentro',
  campus: 'Ir al campus',
  desk: 'Abrir la gestión',
  closed: 'Esta invitación no abre nada',
  accepted:
    'Ya se ha usado. En el dispositivo en que la usaste sigues con la sesión abierta. Para otro dispositivo, o si no fuiste tú, pide una nueva a quien te invitó.',
  expired: 'Ha caducado. Pide una nueva a quien te invitó.',
  revoked: 'Se ha retirado. Pide una nueva a quien te invitó.',
  invalid: 'La dirección no está completa. Copia el enlace entero o pide una nueva a quien te invitó.',
  failed:
    'No se ha podido preguntar al servidor, o este navegador no guarda nada de esta página. Sal de la navegación privada y abre de nuevo el enlace.',
  noScript: 'Esta página necesita JavaScript: sin él no se podría guardar nada en este dispositivo.',
  notIn: 'No se ha iniciado la sesión',
  notInText:
    'Tardó demasiado, se empezó en otro navegador o se interrumpió. Inicia sesión de nuevo; si vuelve a fallar, enseña a tu empresa la línea de abajo.',
  issuerSilent:
    'El inicio de sesión de tu empresa no responde en este momento. Inténtalo de nuevo dentro de un minuto.',
  again: 'Iniciar sesión de nuevo',
  signIn: 'Iniciar sesión',
  byInvitation: 'Abre el enlace de tu invitación. Si ya se ha usado, pide una nueva a quien te invitó.',
};

/** What people read who come in. */
export const signInWords: Readonly<Record<string, SignInWords>> & {en: SignInWords} = {en, es, ...moreSignInWords};
