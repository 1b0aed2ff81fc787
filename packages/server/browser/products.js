// The files of a product go up while its fields are filled in, by tus: what broke off goes on where it broke off.
import {Upload} from 'tus-js-client';

const form = document.querySelector('#product');
const words = JSON.parse(form.dataset.words);
const told = form.querySelector('[data-told]');
/** Smaller than what a slow line brings before a server gives a request up. */
const CHUNK = 8 * 2 ** 20;
let running = 0;

for (const place of form.querySelectorAll('[data-upload]')) {
  const name = place.dataset.upload;
  const field = place.querySelector('input[type=file]');
  const list = place.querySelector('.brought');
  const take = (files) => {
    const some = name === 'clip' ? [...files].slice(0, 1) : [...files];
    // the film that is there already stays until the new one has come
    const before = name === 'clip' && some.length > 0 ? list.querySelector('[data-kept]') : null;
    if (name === 'clip' && some.length > 0) list.replaceChildren();
    for (const file of some) bring(file, name, list, () => before && list.replaceChildren(before));
  };
  field.addEventListener('change', () => {
    take(field.files);
    field.value = '';
  });
  place.addEventListener('dragover', (event) => {
    event.preventDefault();
    place.classList.add('over');
  });
  place.addEventListener('dragleave', () => place.classList.remove('over'));
  place.addEventListener('drop', (event) => {
    event.preventDefault();
    place.classList.remove('over');
    take(event.dataTransfer.files);
  });
  list.addEventListener('click', ({target}) => {
    if (!target.closest('[data-take-out]')) return;
    target.closest('li').remove();
    field.focus();
  });
}

form.addEventListener('submit', (event) => {
  if (running === 0) return;
  event.preventDefault();
  told.textContent = words.wait;
});

document.querySelector('#troubles')?.focus();

function bring(file, name, list, putBack) {
  const line = list.appendChild(document.createElement('li'));
  line.append(`${file.name} `);
  const progress = line.appendChild(document.createElement('progress'));
  progress.max = 1;
  progress.value = 0;
  progress.setAttribute('aria-label', `${words.uploading} ${file.name}`);
  const remove = element('button', {type: 'button', className: 'plain', textContent: words.remove});
  remove.dataset.takeOut = '';
  line.append(remove);
  running += 1;
  let isOver = false;
  const over = (message) => {
    if (isOver) return;
    isOver = true;
    running -= 1;
    progress.remove();
    told.textContent = message;
  };
  const upload = new Upload(file, {
    endpoint: form.dataset.uploads,
    chunkSize: CHUNK,
    retryDelays: [0, 1000, 3000, 5000, 10_000, 20_000],
    metadata: {filename: file.name},
    removeFingerprintOnSuccess: true,
    onProgress: (sent, total) => (progress.value = total === 0 ? 1 : sent / total),
    onError: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      over(status >= 400 && status < 500 ? words.refused : words.failed);
      if (!line.isConnected) return;
      line.remove();
      putBack();
    },
    onSuccess: () => {
      over(`${words.uploaded}: ${file.name}`);
      if (!line.isConnected) return;
      line.prepend(element('input', {type: 'hidden', name, value: upload.url.split('/').at(-1)}));
      if (name !== 'document') return;
      const label = element('label', {textContent: `${words.title} ${file.name}`});
      label.append(element('input', {name: 'document-title', maxLength: 200, value: file.name.replace(/\.\w+$/, '')}));
      remove.before(label);
    },
  });
  remove.addEventListener('click', () => {
    over('');
    void upload.abort();
    line.remove();
    putBack();
  });
  upload.findPreviousUploads().then(
    (before) => {
      if (isOver) return;
      if (before.length > 0) upload.resumeFromPreviousUpload(before[0]);
      upload.start();
    },
    () => upload.start(),
  );
}

function element(tag, properties) {
  return Object.assign(document.createElement(tag), properties);
}
