/** The few words of our own on the pages that are read without JavaScript. */
const words = {
  en: {
    open: 'Open in the campus',
    home: 'Campus',
    lessons: 'Lessons',
    steps: 'Steps',
    documents: 'Documents',
    transcript: 'Transcript',
    tools: 'Tools',
    parts: 'Parts',
    warning: 'Warning',
    warnings: 'Warnings',
    quiz: 'Quiz',
    document: 'Document to read and accept',
    book: 'Book',
    download: 'Download',
    feed: 'Podcast feed',
    fault: 'Fault',
    finder: 'What is wrong?',
    watch: 'Watch this step',
    radio: 'Listen',
  },
  es: {
    open: 'Abrir en el campus',
    home: 'Campus',
    lessons: 'Lecciones',
    steps: 'Pasos',
    documents: 'Documentos',
    transcript: 'Transcripción',
    tools: 'Herramientas',
    parts: 'Piezas',
    warning: 'Atención',
    warnings: 'Advertencias',
    quiz: 'Cuestionario',
    document: 'Documento para leer y aceptar',
    book: 'Libro',
    download: 'Descargar',
    feed: 'Canal del pódcast',
    fault: 'Avería',
    finder: '¿Qué falla?',
    watch: 'Ver este paso',
    radio: 'Escuchar',
  },
};

/** A word of ours in the language of a page, in English where we have none. */
export function word(name: keyof typeof words.en, language: string): string {
  return (language.startsWith('es') ? words.es : words.en)[name];
}
