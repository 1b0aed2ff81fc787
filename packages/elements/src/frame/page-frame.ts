/** A page of others in a frame of its own, with these rights beside scripts, forms and windows; resolves when it is there. */
export async function pageFrame(
  root: HTMLElement,
  {src, title}: {src: string; title: string},
  rights: readonly string[],
): Promise<HTMLIFrameElement> {
  const iframe = document.createElement('iframe');
  iframe.setAttribute('sandbox', ['allow-scripts', 'allow-forms', 'allow-popups', ...rights].join(' '));
  iframe.referrerPolicy = 'strict-origin';
  iframe.allow = 'fullscreen; autoplay';
  iframe.title = title;
  const loaded = new Promise((resolve) => iframe.addEventListener('load', resolve, {once: true}));
  iframe.src = src;
  root.replaceChildren(iframe);
  await loaded;
  return iframe;
}
