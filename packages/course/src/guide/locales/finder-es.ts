import type {FinderTerms} from './finder-en.js';

/** The words of the fault finder in Spanish. */
export const finderEs: FinderTerms = {
  title: '¿Qué falla?',
  loading: 'Cargando las guías…',
  failed: 'No se han podido cargar las guías.',
  retry: 'Reintentar',
  code: 'Código de error',
  codeHelp: 'Tal como lo muestra la máquina.',
  find: 'Buscar',
  machines: '¿Qué máquina es?',
  faults: (count, shown) => (count === 1 ? '1 avería' : `${shown} averías`),
  symptoms: '¿Qué le pasa?',
  codes: '¿Qué código muestra?',
  others: 'Otras guías para ella',
  otherMachine: 'Otra máquina',
  otherFault: 'Otra avería',
  nothing: 'Todavía no hay guías de máquinas.',
  noCode: (code) => `No hay ninguna guía para el código ${code}.`,
  noMachine: (machine) => `Aquí no hay ninguna máquina ${machine}. Elige una:`,
  several: (code) => `Guías para el código ${code}`,
  onlyIn: (language) => `Solo en ${language}`,
  untranslated: (count, shown, language) =>
    count === 1 ? `1 guía todavía no está en ${language}.` : `${shown} guías todavía no están en ${language}.`,
};
