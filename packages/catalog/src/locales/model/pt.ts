import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Portuguese. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Ver em 3D',
  loading: 'O modelo 3D está a caminho…',
  model: (title) => `Modelo 3D de ${title}`,
  keys: 'Arraste-o ou use as setas para o rodar; + e − aproximam-no ou afastam-no.',
  turnLeft: 'Rodar para a esquerda',
  turnRight: 'Rodar para a direita',
  turnUp: 'Rodar para cima',
  turnDown: 'Rodar para baixo',
  closer: 'Aproximar',
  away: 'Afastar',
  reset: 'Como no início',
  close: 'Fechar o modelo 3D',
  place: (around, above, size) => `Rodado ${around}, visto de ${above} de altura, tamanho ${size}`,
  failed: 'Não foi possível mostrar o modelo 3D.',
  missing: 'Este navegador não mostra modelos 3D: o WebGL está desligado ou não existe.',
  retry: 'Tentar de novo',
};
