import {stringify} from 'yaml';

/** The files of a new campus by name: complete, so that `uggla build` publishes it as it is. */
export function starterFiles(language: string, title: string): Record<string, string> {
  const words = language.startsWith('es') ? es : en;
  return {
    'campus.yml': `${words.campusHint}\n${stringify({title, languages: [language]})}`,
    'courses/10-welcome/course.md': words.course,
    'courses/10-welcome/10-first-steps.md': words.article,
    'courses/10-welcome/20-check.quiz.yml': words.quiz,
    'courses/10-welcome/README.txt': words.hint,
    '.gitignore': 'published/\n.uggla/\n',
  };
}

const en = {
  campusHint: '# The campus. All fields: docs/guides/authored-folder.md',
  course: `---
title: Welcome
summary: The first lesson, and a question at the end.
---

Change this text in course.md. It is shown at the start of the course.
`,
  article: `---
title: First steps
summary: What this folder is, and how to add a video.
---

Every file in the folder of a course is a lesson. The number in front gives the order.

1. Put a video beside this file, for example \`15-hello.mp4\`.
2. Put its captions beside it: \`15-hello.en.vtt\` or \`15-hello.en.srt\`.
3. Run \`uggla build\` again. Only what is new is made.
`,
  quiz: `title: Did it arrive?
mastery: 1
attempts: 0
questions:
  - id: order
    type: single
    text: What gives the order of the lessons?
    choices:
      - {id: number, text: The number in front of the name, right: true}
      - {id: date, text: The date of the file}
    feedback: {right: Exactly., wrong: Look at the names of the files.}
`,
  hint: `Drop your videos here: 15-hello.mp4, 30-tour.mp4 …

15-hello.mp4            a lesson
15-hello.en.vtt         its captions (or .srt)
15-hello.chapters.vtt   its chapters
15-hello.jpg            its poster (else a frame is taken)
15-hello.md             its title, notes, conditions
`,
};

const es: typeof en = {
  campusHint: '# El campus. Todos los campos: docs/guides/authored-folder.md',
  course: `---
title: Bienvenida
summary: La primera lección y una pregunta al final.
---

Cambia este texto en course.md. Se muestra al comienzo del curso.
`,
  article: `---
title: Primeros pasos
summary: Qué es esta carpeta y cómo añadir un vídeo.
---

Cada archivo de la carpeta de un curso es una lección. El número de delante da el orden.

1. Deja un vídeo junto a este archivo; por ejemplo, \`15-hola.mp4\`.
2. Deja al lado sus subtítulos: \`15-hola.es.vtt\` o \`15-hola.es.srt\`.
3. Ejecuta otra vez \`uggla build\`. Solo se hace lo nuevo.
`,
  quiz: `title: ¿Ha quedado claro?
mastery: 1
attempts: 0
questions:
  - id: orden
    type: single
    text: ¿Qué da el orden de las lecciones?
    choices:
      - {id: numero, text: El número delante del nombre, right: true}
      - {id: fecha, text: La fecha del archivo}
    feedback: {right: Eso es., wrong: Mira los nombres de los archivos.}
`,
  hint: `Deja aquí tus vídeos: 15-hola.mp4, 30-visita.mp4 …

15-hola.mp4            una lección
15-hola.es.vtt         sus subtítulos (o .srt)
15-hola.chapters.vtt   sus capítulos
15-hola.jpg            su imagen de portada (si no, se toma un fotograma)
15-hola.md             su título, notas y condiciones
`,
};
