/** The words of H5P's own controls; English is what it brings itself. */
const words: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  es: {
    fullscreen: 'Pantalla completa',
    disableFullscreen: 'Salir de pantalla completa',
    copyrights: 'Derechos de uso',
    copyrightsDescription: 'Ver de quién es este contenido y qué se puede hacer con él.',
    copyrightInformation: 'Derechos de uso',
    close: 'Cerrar',
    title: 'Título',
    author: 'Autor',
    year: 'Año',
    source: 'Fuente',
    license: 'Licencia',
    licenseExtras: 'Sobre la licencia',
    changes: 'Cambios',
    thumbnail: 'Miniatura',
    contentType: 'Tipo de contenido',
    hideAdvanced: 'Menos',
    showAdvanced: 'Más',
    confirmDialogHeader: 'Confirmar',
    confirmDialogBody: '¿Seguro que quieres seguir? No se puede deshacer.',
    cancelLabel: 'Cancelar',
    confirmLabel: 'Confirmar',
    contentChanged: 'Este contenido ha cambiado desde tu última visita.',
    startingOver: 'Empiezas de nuevo.',
    licenseU: 'Sin determinar',
    licensePD: 'Dominio público',
    licenseC: 'Todos los derechos reservados',
  },
};

/** `translations` as the player takes them. */
export function wordsOf(language: string): Record<string, Record<string, string>> {
  const own = words[language.slice(0, 2)];
  return own ? {H5P: {...own}} : {};
}
