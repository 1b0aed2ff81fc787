import type {TermsLike} from '@uggla/core/localize.js';
import type {en} from './en.js';

/** The words of quizzes in Spanish. */
export const es: TermsLike<typeof en> = {
  questionOf: (at, total) => `Pregunta ${at} de ${total}`,
  answer: 'Tu respuesta',
  trueWord: 'Verdadero',
  falseWord: 'Falso',
  chooseOne: 'Elige una.',
  chooseSeveral: 'Elige todas las que correspondan.',
  choosePlace: 'Elige el lugar en la imagen.',
  chooseMatch: 'Elige…',
  matchFor: (text) => `Pareja de ${text}`,
  orderHint: 'Ponlas en el orden correcto con los botones de flecha.',
  moveUp: (text) => `Subir: ${text}`,
  moveDown: (text) => `Bajar: ${text}`,
  moved: (text, place, total) => `${text}: puesto ${place} de ${total}`,
  numberHint: 'Escribe un número.',
  numberIn: (unit) => `Tu respuesta, en ${unit}`,
  submit: 'Comprobar mis respuestas',
  submitOne: 'Comprobar',
  goOn: 'Continuar',
  checking: 'Comprobando…',
  missing: 'Responde antes a todas las preguntas.',
  right: 'Correcto',
  wrong: 'No es correcto',
  passed: (score) => `Aprobado con un ${score}`,
  notPassed: (score, needed) => `${score}: aún no llega, hace falta un ${needed}`,
  scored: (score) => `Tienes un ${score}`,
  bestScore: (score) => `Tu mejor resultado: ${score}`,
  needed: (needed) => `Se aprueba con un ${needed} de aciertos.`,
  attemptsLeft: (left) => `Intentos que te quedan: ${left}`,
  noAttempts: 'No te quedan intentos.',
  startAgain: 'Empezar de nuevo',
  gradeFailed:
    'Ahora mismo no se han podido comprobar tus respuestas. Quedan guardadas: vuelve a probar en un momento.',
};
