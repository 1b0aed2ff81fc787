import type {OwnTerms} from './own-en.js';

/** The words of what a campus knows of the person who is there, in Spanish. */
export const ownEs: OwnTerms = {
  due: 'Pendiente',
  late: 'Con retraso',
  again: (lesson) => `${lesson}: toca repetirlo`,
  until: (lesson, date) => `${lesson}: hasta el ${date}`,
  todo: (lesson) => `${lesson}: por hacer`,
  others: (count, shown) => (count === 1 ? 'y 1 más' : `y ${shown} más`),
  nothingDue: 'Estás al día: no tienes nada pendiente.',
  fresh: 'Novedades',
  path: (done, all) => `${done} de ${all} hechos`,
  pathDone: 'Lo has hecho todo.',
  pathBegin: (title) => `Empezar: ${title}`,
  pathNext: (title) => `Siguiente: ${title}`,
  step: (at, all) => `Paso ${at} de ${all}`,
  certificates: 'Tus certificados',
  earned: (date) => `Conseguido el ${date}`,
  validUntil: (date) => `válido hasta el ${date}`,
  expired: (date) => `caducó el ${date}`,
  revoked: 'retirado',
  offline:
    'Estás sin conexión. Lo que este dispositivo ya ha cargado sigue abriéndose; lo que hagas se guarda y se envía después.',
};
