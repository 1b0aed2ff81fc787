/**
 * Puts text on the clipboard. Pages on plain http (an intranet) have no clipboard API, so there the text is selected and
 * copied the old way, beside `near` so that the focus trap of a dialog is no hindrance.
 */
export async function copyText(text: string, near: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = document.createElement('textarea');
    field.value = text;
    field.className = 'visually-hidden';
    field.setAttribute('aria-hidden', 'true');
    near.after(field);
    field.select();
    const copied = document.execCommand('copy');
    field.remove();
    near.focus();
    return copied;
  }
}
