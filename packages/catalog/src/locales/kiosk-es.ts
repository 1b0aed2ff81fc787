import type {KioskTerms} from './kiosk-en.js';

/** The words of a kiosk in Spanish. */
export const kioskEs: KioskTerms = {
  start: 'Toca para empezar',
  staff: 'Personal',
  title: 'Para el personal',
  ready: 'Listo sin conexión: están todos los archivos.',
  missing: (count, shown) =>
    count === 1 ? 'Falta 1 archivo: hace falta conexión.' : `Faltan ${shown} archivos: hace falta conexión.`,
  unknown: 'Nadie guarda los archivos de esta página: hace falta conexión.',
  checking: 'Comprobando si están todos los archivos…',
  waiting: (count, shown) =>
    count === 0
      ? 'No hay contactos por enviar.'
      : count === 1
        ? 'Hay 1 contacto por enviar.'
        : `Hay ${shown} contactos por enviar.`,
  pin: 'PIN',
  leave: 'Salir del quiosco',
  close: 'Cerrar',
  wrong: 'Ese no es el PIN.',
  later: 'Demasiados intentos. Espera medio minuto.',
  stays: 'Aquí no se abren otras páginas.',
};
