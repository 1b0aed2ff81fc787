import {matchLanguage} from '@uggla/protocol';

/** The words of the embed builder. Options that it puts first have a name in each language; the others are called as in HTML. One that is another thing in one element has that element's name in front. */
export const builderWords = {
  en: {
    title: 'Put it into your page',
    element: 'What',
    content: 'Content',
    address: 'Address',
    options: 'Options',
    more: 'More options',
    preview: 'Preview',
    snippet: 'To paste',
    script: 'Script',
    frame: 'Frame',
    wordpress: 'WordPress',
    copy: 'Copy',
    copied: 'Copied.',
    select: 'Select it and copy it.',
    standard: 'as usual',
    language: 'Language',
    empty: 'Choose a content or write an address.',
    scriptHelp: 'For a page of your own. The hashes hold for this version of the files.',
    links: 'With links for search engines, and for who has no JavaScript',
    frameHelp: 'Where no script may be pasted.',
    wordpressHelp: 'With our plug-in, which knows the address of the campus.',
    failed: 'The list of elements could not be loaded.',
    'uggla-player': 'Player',
    'uggla-course': 'Course',
    'uggla-guide': 'Guide',
    'uggla-campus': 'Campus',
    'uggla-portfolio': 'Products',
    'uggla-chat': 'Chat',
    options_: {
      layout: 'Layout',
      theme: 'Light or dark',
      lang: 'Language',
      routing: 'Place in the address',
      item: 'Open item',
      lesson: 'Open lesson',
      filters: 'Filters',
      leads: 'How people ask',
      endpoint: 'Server',
      'consent-text': 'What people agree to',
      records: 'Records',
      mode: 'Mode',
      autoplay: 'Plays by itself',
      muted: 'Without sound',
      loop: 'Over and over',
      poster: 'Picture',
      'media-title': 'Title',
      'start-time': 'Starts at second',
      'no-controls': 'Without controls',
      'captions-language': 'Captions in',
      campus: 'Fault finder of',
      machine: 'Machine',
      code: 'Error code',
      'hands-free': 'Hands free',
      heading: 'Heading',
      placeholder: 'In the field',
      'player.placeholder': 'Until the picture comes',
      store: 'Remembers',
      kiosk: 'Kiosk',
    },
  },
  es: {
    title: 'Ponlo en tu página',
    element: 'Qué',
    content: 'Contenido',
    address: 'Dirección',
    options: 'Opciones',
    more: 'Más opciones',
    preview: 'Vista previa',
    snippet: 'Para pegar',
    script: 'Script',
    frame: 'Marco',
    wordpress: 'WordPress',
    copy: 'Copiar',
    copied: 'Copiado.',
    select: 'Selecciónalo y cópialo.',
    standard: 'lo normal',
    language: 'Idioma',
    empty: 'Elige un contenido o escribe una dirección.',
    scriptHelp: 'Para una página tuya. Los códigos valen para esta versión de los archivos.',
    links: 'Con enlaces para buscadores y para quien no tiene JavaScript',
    frameHelp: 'Donde no se puede pegar un script.',
    wordpressHelp: 'Con nuestro complemento, que sabe la dirección del campus.',
    failed: 'No se ha podido cargar la lista de elementos.',
    'uggla-player': 'Reproductor',
    'uggla-course': 'Curso',
    'uggla-guide': 'Guía',
    'uggla-campus': 'Campus',
    'uggla-portfolio': 'Productos',
    'uggla-chat': 'Chat',
    options_: {
      layout: 'Disposición',
      theme: 'Claro u oscuro',
      lang: 'Idioma',
      routing: 'Lugar en la dirección',
      item: 'Elemento abierto',
      lesson: 'Lección abierta',
      filters: 'Filtros',
      leads: 'Cómo preguntan',
      endpoint: 'Servidor',
      'consent-text': 'Lo que se acepta',
      records: 'Registros',
      mode: 'Modo',
      autoplay: 'Empieza solo',
      muted: 'Sin sonido',
      loop: 'Una y otra vez',
      poster: 'Imagen',
      'media-title': 'Título',
      'start-time': 'Empieza en el segundo',
      'no-controls': 'Sin controles',
      'captions-language': 'Subtítulos en',
      campus: 'Buscador de averías de',
      machine: 'Máquina',
      code: 'Código de error',
      'hands-free': 'Manos libres',
      heading: 'Encabezado',
      placeholder: 'En el campo',
      'player.placeholder': 'Mientras llega la imagen',
      store: 'Recuerda',
      kiosk: 'Quiosco',
    },
  },
};

/** Words of one language. */
export type BuilderWords = (typeof builderWords)['en'];

/** The languages whose words are fetched when somebody wants them. */
const files: Readonly<Record<string, () => Promise<{words: BuilderWords}>>> = {
  ar: () => import('./words/ar.js'),
  ca: () => import('./words/ca.js'),
  de: () => import('./words/de.js'),
  eu: () => import('./words/eu.js'),
  fr: () => import('./words/fr.js'),
  gl: () => import('./words/gl.js'),
  it: () => import('./words/it.js'),
  pt: () => import('./words/pt.js'),
};

/** All languages of the builder, as those who speak them call them: not every browser knows that. */
export const builderLanguages: Readonly<Record<string, string>> = {
  es: 'Español',
  ca: 'Català',
  eu: 'Euskara',
  gl: 'Galego',
  en: 'English',
  fr: 'Français',
  pt: 'Português',
  de: 'Deutsch',
  it: 'Italiano',
  ar: 'العربية',
};

/** The best of them for who wants one of these; English for none. */
export function builderLanguage(wanted: readonly string[]): string {
  return matchLanguage(Object.keys(builderLanguages), wanted) ?? 'en';
}

/** The words of a language; English where they cannot be had. */
export async function loadWords(language: string): Promise<BuilderWords> {
  if (language === 'es' || language === 'en') return builderWords[language];
  try {
    return (await files[language]!()).words;
  } catch {
    return builderWords.en;
  }
}
