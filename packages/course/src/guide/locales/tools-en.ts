/** The words of a guide's tools in English; loaded with them. The other languages have the same keys. */
export const toolsEn = {
  handsFree: 'Hands-free',
  leave: 'Leave hands-free',
  print: 'Print or save as PDF',
  at: (at: string, total: string) => `Step ${at} of ${total}`,
  next: 'Done, next',
  finish: 'Done, finish',
  previous: 'Back',
  repeat: 'Play again',
  finished: 'You have done all steps.',
  voice: 'Voice control',
  voiceOff: 'Stop listening',
  voiceOut: 'What you say is sent to your browser’s speech service.',
  voiceAgree: 'Listen',
  voiceHelp: 'Say “next”, “back” or “again”.',
  voiceHeard: (words: string) => `Heard: ${words}`,
  voiceFailed: 'The microphone cannot be used.',
  sayNext: 'next,done',
  sayPrevious: 'back,previous',
  sayRepeat: 'again,repeat',
  untranslated: (wanted: string, shown: string) => `This guide is not there in ${wanted}. It is shown in ${shown}.`,
  partly: (wanted: string) => `A part of this guide is not translated into ${wanted} yet.`,
};

/** What every language of a guide's tools has to have. */
export type ToolsTerms = typeof toolsEn;
