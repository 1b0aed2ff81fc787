import type {TermsLike} from '@uggla/core/localize.js';
import type {ExtraTerms} from './en.js';

/** The words of cues and notes in Portuguese. */
export const terms: TermsLike<ExtraTerms> = {
  filmStopped: (name) => `O vídeo parou: ${name}`,
  question: 'Pergunta',
  note: 'Nota',
  hotspot: 'Mais sobre isto',
  offer: 'Oferta',
  goOn: 'Continuar',
  dismiss: (name) => `Fechar: ${name}`,
  notes: 'Notas',
  writeNote: 'Escreva uma nota',
  noteAt: (time) => `Nota em ${time}`,
  addNote: (time) => `Adicionar em ${time}`,
  noNotes: 'Ainda não há notas.',
  goTo: (time) => `Ir para ${time}`,
  edit: 'Editar',
  save: 'Guardar',
  cancel: 'Cancelar',
  remove: 'Eliminar',
  removed: 'Nota eliminada.',
  undo: 'Desfazer',
  added: (time) => `Nota adicionada em ${time}`,
  saved: 'Nota guardada.',
  exportNotes: 'Exportar',
  asText: 'Texto (Markdown)',
  asVtt: 'WebVTT',
  notKept: 'Este navegador não guarda notas: exporte-as antes de sair.',
  heading: (title) => `Notas: ${title}`,
};
