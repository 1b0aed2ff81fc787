// What an intranet adds to the chat: who asks, and questions to begin with.

/** The intranet's own login; session.json stands for the address at which it says who has signed in. */
async function login() {
  const response = await fetch('session.json', {credentials: 'same-origin'});
  if (!response.ok) throw new Error(`The intranet does not say who has signed in: ${response.status}`);
  return response.json();
}

const chat = document.querySelector('uggla-chat');

// Called for every question, and once more when the server answers 401: a login that has run out is renewed here.
chat.headers = async () => {
  const {user} = await login();
  return {'x-intranet-user': user};
};

chat.suggestions = [
  '¿Cómo ajusto la altura de la silla?',
  '¿Qué datos personales puedo compartir?',
  '¿Qué hago el primer día?',
];

// What the company wants to know without reading along: that an answer helped, and which errors people meet.
chat.addEventListener('uggla-feedback', ({value}) => console.info('feedback', value));
chat.addEventListener('uggla-error', ({error}) => console.warn(error.code, error.message));

const {name} = await login();
document.querySelector('#who').textContent = name;
