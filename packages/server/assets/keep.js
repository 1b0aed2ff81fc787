// Where the elements of a page look for who signed in here: the database of their records (@uggla/core, records/database.ts).
// No cookie: what is kept here is sent by a script that says so, never by itself.

/** The server, as elements name it by their `endpoint`. */
export const server = new URL('..', import.meta.url).href.replace(/\/+$/, '');

function open() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('uggla-records', 1);
    request.onupgradeneeded = () => {
      const {result} = request;
      result.createObjectStore('outbox', {keyPath: ['queue', 'id']}).createIndex('queue', ['queue', 'order']);
      result.createObjectStore('progress', {keyPath: 'queue'});
      result.createObjectStore('keep');
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Does something with the small things that are kept, and closes the database: elements must be able to bring it up. */
async function use(mode, work) {
  const database = await open();
  try {
    const transaction = database.transaction('keep', mode);
    const request = work(transaction.objectStore('keep'));
    return await new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}

/** What the server answered when somebody signed in here last; `undefined` when nobody is in, or their time is over. */
export async function kept() {
  const answer = await use('readonly', (store) => store.get(`token ${server}`)).catch(() => undefined);
  return answer && Date.parse(answer.expires) > Date.now() ? answer : undefined;
}

/** Keeps an answer of `POST /v1/tokens`: from then on the elements record as that person. */
export function keep(answer) {
  return use('readwrite', (store) => store.put(answer, `token ${server}`));
}

/** Signs out here. What waits to be sent stays, under its own name, until that person signs in again. */
export function forget() {
  return use('readwrite', (store) => {
    store.delete(`learner ${server}/xapi`);
    store.delete(`token ${server}`);
  });
}

/** Asks the server something; its answer, or the problem that it told. */
export async function ask(path, body, headers = {}) {
  const response = await fetch(`${server}${path}`, {
    method: 'POST',
    headers: {'content-type': 'application/json', ...headers},
    body: JSON.stringify(body),
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(answer.detail ?? answer.title), {code: answer.code});
  return answer;
}
