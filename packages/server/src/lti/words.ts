const en = {
  signingIn: 'One moment: your learning platform says who you are.',
  opening: 'Opening…',
  script: 'This page works with JavaScript, which is turned off here.',
  closed: 'This could not be opened',
  again: 'Go back to your learning platform and open it again.',
  admin: 'If that does not help, tell those who run the platform what stands here:',
  elsewhere:
    'This browser did not keep what it was given when you signed in, or the page was opened before. Go back to your learning platform and open it again, best in a window of its own.',
  choose: 'Choose what your class works with',
  course: 'Course',
  courses: 'Courses',
  campus: 'The whole campus (no score)',
  graded: 'Send scores to the gradebook',
  add: 'Add',
  chosen: 'It goes back to your learning platform.',
  failed: 'That did not work. Please try again.',
  none: 'Choose at least one.',
  empty: 'This campus has no course yet.',
  enrol: 'Enrol the class',
  enrolText: 'Brings the learners of this class to the people of the campus, with this course to do.',
  enrolled: 'Learners in the class: {members}. Newly enrolled: {enrolled}.',
};

/** Words of one language; English has the keys. */
export type LtiWords = Readonly<Record<keyof typeof en, string>>;

const es: LtiWords = {
  signingIn: 'Un momento: tu plataforma de formación dice quién eres.',
  opening: 'Abriendo…',
  script: 'Esta página funciona con JavaScript, que aquí está desactivado.',
  closed: 'No se pudo abrir',
  again: 'Vuelve a tu plataforma de formación y ábrelo otra vez.',
  admin: 'Si no sirve, di a quien lleva la plataforma lo que pone aquí:',
  elsewhere:
    'Este navegador no guardó lo que recibió al entrar, o la página ya se abrió antes. Vuelve a tu plataforma de formación y ábrelo otra vez, mejor en una ventana propia.',
  choose: 'Elige con qué trabaja tu clase',
  course: 'Curso',
  courses: 'Cursos',
  campus: 'Todo el campus (sin nota)',
  graded: 'Enviar las notas al libro de calificaciones',
  add: 'Añadir',
  chosen: 'Vuelve a tu plataforma de formación.',
  failed: 'No ha funcionado. Vuelve a intentarlo.',
  none: 'Elige al menos uno.',
  empty: 'Este campus todavía no tiene ningún curso.',
  enrol: 'Inscribir a la clase',
  enrolText: 'Lleva a quienes aprenden en esta clase a las personas del campus, con este curso por hacer.',
  enrolled: 'Personas que aprenden en la clase: {members}. Inscritas ahora: {enrolled}.',
};

/** The words of the pages that a platform shows. */
export const ltiWords = {en, es};
