import type {ToolsTerms} from './tools-en.js';

/** The words of a guide's tools in Spanish. */
export const toolsEs: ToolsTerms = {
  handsFree: 'Manos libres',
  leave: 'Salir de manos libres',
  print: 'Imprimir o guardar en PDF',
  at: (at, total) => `Paso ${at} de ${total}`,
  next: 'Hecho, siguiente',
  finish: 'Hecho, terminar',
  previous: 'Atrás',
  repeat: 'Ver otra vez',
  finished: 'Has hecho todos los pasos.',
  voice: 'Control por voz',
  voiceOff: 'Dejar de escuchar',
  voiceOut: 'Lo que digas se envía al servicio de voz de tu navegador.',
  voiceAgree: 'Escuchar',
  voiceHelp: 'Di «siguiente», «atrás» u «otra vez».',
  voiceHeard: (words) => `He oído: ${words}`,
  voiceFailed: 'No se puede usar el micrófono.',
  sayNext: 'siguiente,hecho,listo',
  sayPrevious: 'atrás,anterior',
  sayRepeat: 'otra vez,repite,repetir',
  untranslated: (wanted, shown) => `Esta guía no está en ${wanted}. Se muestra en ${shown}.`,
  partly: (wanted) => `Una parte de esta guía todavía no está traducida al ${wanted}.`,
};
