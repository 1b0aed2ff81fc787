import type {ProductTerms} from './product-en.js';

/** The words of an open product in Spanish. */
export const productEs: ProductTerms = {
  details: 'Características',
  reference: 'Referencia',
  brand: 'Marca',
  documents: 'Documentos',
  link: 'Enlace y código QR',
  pictures: 'Imágenes',
  picture: (at, total) => `Imagen ${at} de ${total}`,
  related: 'También te puede interesar',
  unnamed: 'Falta decir qué producto se muestra aquí (atributo «item»).',
  leadName: 'Nombre',
  leadEmail: 'Correo electrónico',
  leadCompany: 'Empresa (opcional)',
  leadPhone: 'Teléfono (opcional)',
  leadMessage: 'Mensaje (opcional)',
  leadConsent: 'Acepto que se usen mis datos para responder a esta solicitud.',
  leadSend: 'Enviar',
  leadCancel: 'Cancelar',
  leadSending: 'Enviando…',
  leadSent: 'Enviado. Gracias: te responderemos pronto.',
  leadKept: 'No tienes conexión. Se guarda en este dispositivo y se enviará en cuanto la haya.',
  leadFailed: 'No se ha podido enviar. Lo que has escrito sigue aquí: vuelve a intentarlo.',
};
