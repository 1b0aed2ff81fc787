import type {CompareTerms} from './compare-en.js';

/** The words of the comparison in Spanish. */
export const compareEs: CompareTerms = {
  choose: (most) => `Elige hasta ${most} productos`,
  chosen: (count, most) => `${count} de ${most} elegidos`,
  mark: 'Comparar',
  show: 'Comparar',
  stop: 'Cancelar',
  title: 'Comparación',
  property: 'Característica',
  price: 'Precio',
  stock: 'Disponibilidad',
  category: 'Categoría',
  brand: 'Marca',
  reference: 'Referencia',
  documents: 'Documentos',
  see: 'Ver producto',
  remove: (title) => `Quitar ${title} de la comparación`,
  none: 'No consta',
};
