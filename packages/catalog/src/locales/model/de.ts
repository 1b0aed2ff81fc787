import type {TermsLike} from '@uggla/core/localize.js';
import type {ModelTerms} from './en.js';

/** The words of a product's model in German. */
export const terms: TermsLike<ModelTerms> = {
  open: 'In 3D ansehen',
  loading: 'Das 3D-Modell ist unterwegs …',
  model: (title) => `3D-Modell: ${title}`,
  keys: 'Ziehen oder mit den Pfeiltasten drehen; + und − holen es näher oder rücken es weiter weg.',
  turnLeft: 'Nach links drehen',
  turnRight: 'Nach rechts drehen',
  turnUp: 'Nach oben drehen',
  turnDown: 'Nach unten drehen',
  closer: 'Näher',
  away: 'Weiter weg',
  reset: 'Wie am Anfang',
  close: '3D-Modell schließen',
  place: (around, above, size) => `Gedreht um ${around}, von ${above} oben gesehen, Größe ${size}`,
  failed: 'Das 3D-Modell konnte nicht gezeigt werden.',
  missing: 'Dieser Browser zeigt keine 3D-Modelle: WebGL ist ausgeschaltet oder fehlt.',
  retry: 'Noch einmal versuchen',
};
