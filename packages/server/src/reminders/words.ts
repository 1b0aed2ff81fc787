interface MailWords {
  hello: string;
  dueSubject: string;
  lateSubject: string;
  due: string;
  late: string;
  until: string;
  why: string;
}

const words: Readonly<Record<string, MailWords>> = {
  en: {
    hello: 'Hello',
    dueSubject: 'To do',
    lateSubject: 'Late',
    due: 'You can do this now:',
    late: 'This is late:',
    until: 'until',
    why: 'You get this because you are enrolled in this course. You are told of each lesson once, and once more when it is late.',
  },
  es: {
    hello: 'Hola',
    dueSubject: 'Pendiente',
    lateSubject: 'Atrasado',
    due: 'Ya puedes hacer esto:',
    late: 'Esto va con retraso:',
    until: 'hasta el',
    why: 'Recibes este mensaje porque estás inscrito en este curso. Te avisamos una vez de cada lección, y otra cuando se atrasa.',
  },
  fr: {
    hello: 'Bonjour',
    dueSubject: 'À faire',
    lateSubject: 'En retard',
    due: 'Vous pouvez faire ceci dès maintenant :',
    late: 'Ceci est en retard :',
    until: 'jusqu’au',
    why: 'Vous recevez ce message parce que vous êtes inscrit à ce cours. Chaque leçon est annoncée une fois, et une fois encore si elle est en retard.',
  },
  ar: {
    hello: 'مرحبًا',
    dueSubject: 'مطلوب منك',
    lateSubject: 'متأخر',
    due: 'يمكنك إنجاز هذا الآن:',
    late: 'هذا متأخر:',
    until: 'حتى',
    why: 'تصلك هذه الرسالة لأنك مسجَّل في هذه الدورة. نذكّرك بكل درس مرة واحدة، ومرة أخرى إذا تأخر.',
  },
};

/** The words of a mail; English where there are none of a language. */
export function mailWords(language: string): MailWords {
  return words[language.split('-')[0]!.toLowerCase()] ?? words['en']!;
}
