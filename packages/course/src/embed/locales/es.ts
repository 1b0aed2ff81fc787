import type {TermsLike} from '@uggla/core';
import type {en} from './en.js';

/** The words of activities in Spanish. */
export const es: TermsLike<typeof en> = {
  ownWindow: 'Esta actividad se abre en su propia ventana.',
  start: 'Abrir la actividad',
  blocked: 'El navegador no ha abierto la ventana. Usa este enlace:',
  opened: 'La actividad está abierta en otra ventana. Lo que hagas allí cuenta aquí.',
  over: 'La actividad ha terminado.',
  elsewhere: 'La actividad se ha vuelto a abrir en otro sitio.',
  again: 'Abrirla de nuevo',
  into: 'OK entra en esta actividad. Las flechas la recorren y Atrás sale de ella.',
  intoForeign: 'OK entra en esta página de otro sitio. Desde entonces recibe todas las teclas; Atrás sale de ella.',
};
