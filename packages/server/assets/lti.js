// The pages of an LTI launch. None of them needs a cookie: what proves that the browser which opens a launch is the one that began
// it, lies in the browser's own storage and, where the platform offers it, with the platform (LTI Client Side postMessages).
const main = document.querySelector('main');
const page = JSON.parse(main.dataset.lti);
const told = main.querySelector('[data-told]');
const prefix = 'uggla-lti ';
const name = prefix + page.id;

/** Asks the frame of the platform that keeps things for tools. Nothing, when it does not answer in time. */
function ask(subject, more) {
  const {target, origin} = page.kept;
  const owner = window.parent === window ? window.opener : window.parent;
  if (target === undefined || !owner) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const id = crypto.randomUUID();
    const end = (value) => {
      removeEventListener('message', hear);
      resolve(value);
    };
    const hear = (event) => {
      if (event.origin === origin && event.data?.message_id === id) end(event.data.value);
    };
    addEventListener('message', hear);
    setTimeout(end, 2000);
    try {
      const frame = target === '_parent' ? owner : (owner.frames[target] ?? owner);
      frame.postMessage({subject, message_id: id, ...more}, origin);
    } catch {
      end();
    }
  });
}

/** What this browser keeps for us: by the tab and, since some platforms go on in another one, beyond it. */
function stores() {
  const found = [];
  for (const store of ['sessionStorage', 'localStorage']) {
    try {
      found.push(window[store]);
    } catch {
      // shut to frames of others: then the platform's is all there is
    }
  }
  return found;
}

async function keep(secret) {
  for (const store of stores()) {
    for (const key of Object.keys(store))
      // logins that were never finished
      if (key.startsWith(prefix) && Date.now() - Number(store.getItem(key).split(' ')[1]) > 600_000)
        store.removeItem(key);
    store.setItem(name, `${secret} ${Date.now()}`);
  }
  await ask('lti.put_data', {key: name, value: secret});
}

async function kept() {
  const found = stores().flatMap((store) => {
    const value = store.getItem(name);
    store.removeItem(name);
    return value === null ? [] : [value.split(' ')[0]];
  });
  return found[0] ?? ask('lti.get_data', {key: name});
}

async function post(path, body) {
  const answer = await fetch(new URL(path, document.baseURI), {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({id: page.id, ...body}),
  });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

async function open() {
  const secret = await kept();
  return typeof secret === 'string' ? post('session', {secret}) : Promise.reject(new Error('no secret'));
}

function show({token}) {
  const element = document.createElement(page.kind === 'course' ? 'uggla-course' : 'uggla-campus');
  element.authorization = () => `Bearer ${token}`;
  if (page.lang) element.lang = page.lang;
  element.setAttribute('records', 'server');
  element.setAttribute('endpoint', page.base);
  element.setAttribute('src', page.src);
  told.replaceWith(element);
}

function offerMembers(key) {
  const form = main.querySelector('[data-members]');
  if (!form) return;
  const [button, status] = [form.querySelector('button'), form.querySelector('[role=status]')];
  form.hidden = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    button.setAttribute('aria-disabled', 'true');
    status.textContent = page.words.opening;
    try {
      const {members, enrolled} = await post('members', {key});
      status.textContent = page.words.enrolled.replace('{members}', members).replace('{enrolled}', enrolled);
    } catch {
      status.textContent = page.words.failed;
    }
    button.removeAttribute('aria-disabled');
  });
}

function offerChoice(key) {
  const form = main.querySelector('[data-choice]');
  const button = form.querySelector('button');
  button.disabled = false;
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fields = new FormData(form);
    const courses = fields.getAll('course');
    if (courses.length === 0) {
      told.textContent = page.words.none;
      form.querySelector('[name=course]').focus();
      return;
    }
    try {
      const {to, jwt} = await post('deep-link', {key, courses, graded: fields.has('graded')});
      told.textContent = page.words.chosen;
      const answer = document.createElement('form');
      Object.assign(answer, {method: 'post', action: to, hidden: true});
      answer.append(Object.assign(document.createElement('input'), {type: 'hidden', name: 'JWT', value: jwt}));
      document.body.append(answer);
      answer.submit();
    } catch {
      told.textContent = page.words.failed;
    }
  });
}

if (page.kind === 'login') {
  await keep(page.secret);
  location.replace(page.to);
} else {
  try {
    const session = await open();
    if (page.kind === 'picker') offerChoice(session.key);
    else {
      show(session);
      offerMembers(session.key);
    }
  } catch {
    told.textContent = page.words.elsewhere;
  }
}
