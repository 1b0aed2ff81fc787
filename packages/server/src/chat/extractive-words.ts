/** What stands around the quotes of an answer that no model writes. */
export interface ExtractiveWords {
  found: string;
  nothing: string;
  documents: string;
  notInDocuments: string;
  foreign: string;
  campus: string;
  /** The quotation marks of the language. */
  marks: readonly [string, string];
}

const en: ExtractiveWords = {
  found: 'This is what the campus says:',
  nothing: 'I found nothing about this in the campus. Try other words, or ask about one thing at a time.',
  documents: 'This is what the documents say:',
  notInDocuments: 'I found nothing about this in the documents. Try other words, or ask about one thing at a time.',
  foreign: 'I found this in another language only:',
  campus: 'There is no campus here that I could search, and no language model to answer without one.',
  marks: ['“', '”'],
};

const words: Readonly<Record<string, ExtractiveWords>> = {
  en,
  es: {
    found: 'Esto es lo que dice el campus:',
    nothing:
      'No he encontrado nada sobre esto en el campus. Prueba con otras palabras o pregunta una sola cosa cada vez.',
    documents: 'Esto es lo que dicen los documentos:',
    notInDocuments:
      'No he encontrado nada sobre esto en los documentos. Prueba con otras palabras o pregunta una sola cosa cada vez.',
    foreign: 'Solo lo he encontrado en otro idioma:',
    campus: 'Aquí no hay ningún campus en el que buscar, ni un modelo de lenguaje que responda sin él.',
    marks: ['«', '»'],
  },
  ca: {
    found: 'Això és el que diu el campus:',
    nothing:
      'No he trobat res sobre això al campus. Prova-ho amb altres paraules o pregunta una sola cosa cada vegada.',
    documents: 'Això és el que diuen els documents:',
    notInDocuments:
      'No he trobat res sobre això als documents. Prova-ho amb altres paraules o pregunta una sola cosa cada vegada.',
    foreign: 'Només ho he trobat en una altra llengua:',
    campus: 'Aquí no hi ha cap campus on buscar, ni un model de llenguatge que respongui sense ell.',
    marks: ['«', '»'],
  },
  gl: {
    found: 'Isto é o que di o campus:',
    nothing: 'Non atopei nada sobre isto no campus. Proba con outras palabras ou pregunta unha soa cousa cada vez.',
    documents: 'Isto é o que din os documentos:',
    notInDocuments:
      'Non atopei nada sobre isto nos documentos. Proba con outras palabras ou pregunta unha soa cousa cada vez.',
    foreign: 'Só o atopei noutra lingua:',
    campus: 'Aquí non hai ningún campus no que buscar, nin un modelo de linguaxe que responda sen el.',
    marks: ['«', '»'],
  },
  eu: {
    found: 'Hau da campusak dioena:',
    nothing: 'Ez dut honi buruz ezer aurkitu campusean. Saiatu beste hitz batzuekin, edo galdetu gauza bakarra aldiko.',
    documents: 'Hau da dokumentuek diotena:',
    notInDocuments:
      'Ez dut honi buruz ezer aurkitu dokumentuetan. Saiatu beste hitz batzuekin, edo galdetu gauza bakarra aldiko.',
    foreign: 'Beste hizkuntza batean bakarrik aurkitu dut:',
    campus: 'Hemen ez dago bilatzeko campusik, ezta campusik gabe erantzungo duen hizkuntza-eredurik ere.',
    marks: ['«', '»'],
  },
  fr: {
    found: 'Voici ce que dit le campus :',
    nothing:
      'Je n’ai rien trouvé à ce sujet dans le campus. Essayez avec d’autres mots, ou demandez une seule chose à la fois.',
    documents: 'Voici ce que disent les documents :',
    notInDocuments:
      'Je n’ai rien trouvé à ce sujet dans les documents. Essayez avec d’autres mots, ou demandez une seule chose à la fois.',
    foreign: 'Je ne l’ai trouvé que dans une autre langue :',
    campus: 'Il n’y a ici aucun campus où chercher, ni de modèle de langage pour répondre sans lui.',
    marks: ['« ', ' »'],
  },
  de: {
    found: 'Das sagt der Campus dazu:',
    nothing:
      'Dazu habe ich im Campus nichts gefunden. Versuchen Sie es mit anderen Worten, oder fragen Sie nach einer Sache auf einmal.',
    documents: 'Das sagen die Dokumente dazu:',
    notInDocuments:
      'Dazu habe ich in den Dokumenten nichts gefunden. Versuchen Sie es mit anderen Worten, oder fragen Sie nach einer Sache auf einmal.',
    foreign: 'Das habe ich nur in einer anderen Sprache gefunden:',
    campus: 'Hier gibt es keinen Campus, den ich durchsuchen könnte, und kein Sprachmodell, das ohne ihn antwortet.',
    marks: ['„', '“'],
  },
  it: {
    found: 'Ecco che cosa dice il campus:',
    nothing: 'Non ho trovato nulla su questo nel campus. Prova con altre parole, o chiedi una cosa alla volta.',
    documents: 'Ecco che cosa dicono i documenti:',
    notInDocuments:
      'Non ho trovato nulla su questo nei documenti. Prova con altre parole, o chiedi una cosa alla volta.',
    foreign: 'L’ho trovato solo in un’altra lingua:',
    campus: 'Qui non c’è nessun campus in cui cercare, né un modello linguistico che risponda senza.',
    marks: ['«', '»'],
  },
  pt: {
    found: 'É isto que diz o campus:',
    nothing: 'Não encontrei nada sobre isto no campus. Tente com outras palavras ou pergunte uma coisa de cada vez.',
    documents: 'É isto que dizem os documentos:',
    notInDocuments:
      'Não encontrei nada sobre isto nos documentos. Tente com outras palavras ou pergunte uma coisa de cada vez.',
    foreign: 'Só o encontrei noutra língua:',
    campus: 'Não há aqui nenhum campus onde procurar, nem um modelo de linguagem que responda sem ele.',
    marks: ['«', '»'],
  },
  ar: {
    found: 'هذا ما يقوله الحرم:',
    nothing: 'لم أجد شيئًا عن هذا في الحرم. جرّب كلمات أخرى، أو اسأل عن أمر واحد في كل مرة.',
    documents: 'هذا ما تقوله المستندات:',
    notInDocuments: 'لم أجد شيئًا عن هذا في المستندات. جرّب كلمات أخرى، أو اسأل عن أمر واحد في كل مرة.',
    foreign: 'لم أجد هذا إلا بلغة أخرى:',
    campus: 'لا يوجد هنا حرم أبحث فيه، ولا نموذج لغة يجيب من دونه.',
    marks: ['«', '»'],
  },
};

/** The words of a language (BCP 47); English where there are none. */
export function extractiveWords(language: string): ExtractiveWords {
  const base = language.toLowerCase().split('-')[0]!;
  return Object.hasOwn(words, base) ? words[base]! : en;
}
