import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in Italian. */
export const terms: TermsLike<ModelTerms> = {
  open: 'Vedi in 3D',
  loading: 'Il modello 3D sta arrivando…',
  model: (title) => `Modello 3D di ${title}`,
  keys: 'Trascinalo o usa le frecce per girarlo; + e − lo avvicinano o lo allontanano.',
  turnLeft: 'Gira a sinistra',
  turnRight: 'Gira a destra',
  turnUp: 'Gira verso l’alto',
  turnDown: 'Gira verso il basso',
  closer: 'Avvicina',
  away: 'Allontana',
  reset: 'Come all’inizio',
  close: 'Chiudi il modello 3D',
  place: (around, above, size) => `Girato di ${around}, visto da ${above} di altezza, dimensione ${size}`,
  failed: 'Non è stato possibile mostrare il modello 3D.',
  missing: 'Questo browser non mostra modelli 3D: WebGL è disattivato o assente.',
  retry: 'Riprova',
};
