/** Where the answer to a question stands: any of these passages will do. */
export interface Place {
  /** Item of the campus, and the lesson in it where there is one. */
  at: string;
  /** Words of the passage in Spanish, and in English; without the second it is only there in Spanish. */
  es: string;
  en?: string;
}

/** A question as people ask it, and where its answer stands. */
export type Asked = [question: string, ...answers: Place[]];

const at = (where: string, es: string, en?: string): Place => ({at: where, es, ...(en === undefined ? {} : {en})});

const secrets = at(
  'proteccion-de-datos/los-datos-son-de-alguien',
  'comprueba quién lo va a recibir',
  'check who is going to receive it',
);
const breach = at('proteccion-de-datos/politica', 'Olmeda dispone de 72 horas', 'Olmeda has 72 hours');
const breachFilm = at('proteccion-de-datos/los-datos-son-de-alguien', 'setenta y dos', 'seventy-two');
const seat = at('ergonomia/ajusta-tu-puesto', 'palanca derecha', 'lever on your right');
const seatList = at('ergonomia/lista-de-ajustes', 'muslos paralelos', 'thighs parallel');
const seatStep = at('regular-la-silla/altura', 'Ajusta la altura', 'Set the height');
const seatFilm = at('regular-la-silla', 'palanca derecha, debajo', 'right-hand lever under');
const screen = at('ergonomia/lista-de-ajustes', 'La pantalla: Altura', 'The screen: Height');
const screenFilm = at('ergonomia/ajusta-tu-puesto', 'Sube la pantalla', 'Raise the screen');
const rule = at('ergonomia/lista-de-ajustes', 'Y después, moverse', 'And then, move');
const ruleFilm = at('ergonomia/ajusta-tu-puesto', 'Cada veinte minutos', 'Every twenty minutes');
const ruleTalk = at('a-media-manana/mirar-lejos', 'La regla es sencilla', 'The rule is simple');
const warranty = at('bienvenida/como-trabajamos', 'diez años de garantía', 'ten-year warranty');
const laptop = at('ergonomia/lista-de-ajustes', 'Si trabajas con un portátil', 'If you work on a laptop');
const sinks = at('cambiar-el-piston', 'el pistón de gas está gastado', 'the gas lift is worn');

/** Thirty questions in Spanish and thirty in English over `examples/campus`; none repeats the words of its answer. */
export const questions: {es: Asked[]; en: Asked[]} = {
  es: [
    [
      '¿En qué año se fundó la empresa?',
      at('bienvenida/hola', 'En mil novecientos ochenta y siete', 'nineteen eighty-seven'),
    ],
    ['¿A quién escribo si no me funciona el ordenador?', at('bienvenida/hola', 'Informática', 'IT:')],
    [
      '¿Cuál es el horario de la sala de exposición de Madrid?',
      at('bienvenida/hola', 'Sala de exposición', 'Showroom'),
    ],
    [
      '¿A qué hora puedo entrar a trabajar?',
      at('bienvenida/como-trabajamos', 'El horario es flexible', 'Hours are flexible'),
    ],
    [
      '¿Tengo que contestar mensajes cuando ya he salido del trabajo?',
      at('bienvenida/como-trabajamos', 'Fuera de tu jornada', 'Outside your working hours'),
    ],
    [
      '¿Cuántos años de garantía tienen los muebles?',
      warranty,
      at('silla-tero', 'Diez años de garantía', 'Ten-year warranty'),
    ],
    [
      '¿Qué hago si veo que un pedido se va a retrasar?',
      at('bienvenida/como-trabajamos', 'Avisamos pronto', 'We speak up early'),
    ],
    [
      '¿Qué voy a hacer el jueves de mi primera semana?',
      at('bienvenida/como-trabajamos', 'Qué esperar de tu primera semana', 'What to expect of your first week'),
      at('bienvenida/hola', 'el jueves montarás', 'on Thursday you will build'),
    ],
    [
      '¿Cómo preparo la reunión con mi responsable después del primer mes?',
      at('bienvenida/tu-conversacion', 'Reserva media hora', 'Set half an hour aside'),
      at('bienvenida/tu-conversacion', 'Llevas un mes', 'You have been here a month'),
    ],
    ['He mandado un correo a quien no era, ¿qué hago?', secrets, breach, breachFilm],
    ['¿Cuánto tiempo hay para comunicar una brecha de seguridad?', breach, breachFilm],
    [
      '¿Quién es la delegada de protección de datos?',
      at('proteccion-de-datos/politica', 'Nuria Cebrián', 'Nuria Cebrián'),
    ],
    [
      '¿Puedo meter datos de clientes en un chat de inteligencia artificial?',
      at('proteccion-de-datos/politica', 'inteligencia artificial', 'artificial intelligence'),
    ],
    [
      '¿Qué hago con los currículums que llegan impresos?',
      at('proteccion-de-datos/seis-situaciones', 'Un currículum en papel', 'A CV on paper'),
    ],
    [
      'Quiero publicar una foto de mis compañeros, ¿qué necesito?',
      at('proteccion-de-datos/seis-situaciones', 'Una fotografía del equipo', 'A photograph of the team'),
    ],
    [
      'Me han robado el portátil, ¿a quién aviso?',
      at('proteccion-de-datos/politica', 'Si pierdes un equipo', 'If a device is lost'),
    ],
    [
      'Un cliente quiere que borremos sus datos',
      at('proteccion-de-datos/seis-situaciones', 'Un cliente que pide sus datos', 'A customer who asks'),
      at('proteccion-de-datos/politica', 'Derechos de las personas', 'People’s rights'),
    ],
    [
      '¿Cómo subo el asiento de la silla?',
      seat,
      seatStep,
      seatFilm,
      at('ergonomia/ajusta-tu-puesto', 'el asiento sube', 'the seat goes up'),
    ],
    [
      '¿A qué distancia de los ojos pongo el monitor?',
      screen,
      screenFilm,
      at('cuidar-el-puesto/book', 'La distancia recomendada'),
    ],
    ['Llevo gafas progresivas, ¿dónde pongo la pantalla?', screen, at('cuidar-el-puesto/book', 'gafas progresivas')],
    [
      '¿Cada cuánto tengo que descansar la vista?',
      rule,
      ruleFilm,
      ruleTalk,
      at('cuidar-el-puesto/book', 'La regla 20-20-20'),
    ],
    [
      '¿La empresa paga las gafas para el ordenador?',
      at('ergonomia/mi-puesto-esta-ajustado', 'Gafas para la pantalla', 'Glasses for screen work'),
    ],
    ['¿Dónde va el ratón?', at('ergonomia/lista-de-ajustes', 'Ratón', 'Mouse')],
    ['Trabajo con un portátil todo el día, ¿cómo lo coloco?', laptop, at('cuidar-el-puesto/book', 'Un portátil junta')],
    [
      'Ejercicios para el cuello sin levantarme de la silla',
      at('pausa-activa/tres-movimientos', 'Inclina la cabeza', 'Tilt your head'),
      at('pausa-activa', 'Cuello, hombros y vista', 'Neck, shoulders and eyes'),
      at('cuidar-el-puesto/book', 'Cuello. Inclina'),
    ],
    ['Mi silla se baja sola, ¿cómo la arreglo?', sinks, at('cuidar-el-puesto/book', 'El asiento baja solo')],
    [
      '¿Qué herramientas hacen falta para sacar la base de la silla?',
      at('cambiar-el-piston/base', 'mazo', 'mallet'),
      at('cambiar-el-piston', 'Golpea la base', 'Strike the base'),
    ],
    ['¿Cuánto peso aguanta la silla Tero?', at('silla-tero', '130 kg', '130 kg')],
    ['¿Qué altura máxima alcanza la mesa Alza?', at('mesa-alza', '64 a 126 cm', '64 to 126 cm')],
    [
      '¿Qué consejo dan para que una silla dure más?',
      at('a-media-manana/la-silla-que-vuelve', 'Aprieta los tornillos', 'Tighten the screws'),
      at('cuidar-el-puesto/book', 'Aprieta los tornillos'),
    ],
  ],
  en: [
    [
      'How many people work at the company?',
      at('bienvenida/hola', 'ciento cuarenta personas', 'a hundred and forty people'),
    ],
    ['Who do I contact in Human Resources about joining?', at('bienvenida/hola', 'Marta Ibáñez', 'Marta Ibáñez')],
    ['How long do you keep spare parts for a discontinued model?', warranty],
    ['How long should a meeting last?', at('bienvenida/como-trabajamos', 'Las reuniones duran', 'Meetings last')],
    [
      'Will I be blamed for reporting a mistake?',
      at('bienvenida/como-trabajamos', 'Avisamos pronto', 'We speak up early'),
      breach,
      at('bienvenida/como-trabajamos', 'Nadie recibe', 'Nobody is blamed'),
    ],
    [
      'Who shows me around the factory on my first day?',
      at('bienvenida/como-trabajamos', 'Qué esperar de tu primera semana', 'What to expect of your first week'),
    ],
    [
      'What should I write down once the talk with my manager is over?',
      at('bienvenida/tu-conversacion', 'Escribe los acuerdos', 'Write down what you agreed'),
    ],
    [
      'Is a number plate personal data?',
      at('proteccion-de-datos/los-datos-son-de-alguien', 'matrícula', 'number plate'),
    ],
    [
      'How do I email many customers without exposing their addresses?',
      at('proteccion-de-datos/seis-situaciones', 'muchos destinatarios', 'An email to many people'),
      at('proteccion-de-datos/politica', 'copia oculta', 'blind copy'),
    ],
    [
      'Somebody on the phone wants a colleague’s bank account number',
      at('proteccion-de-datos/seis-situaciones', 'Una llamada que pide datos', 'A call that asks for data'),
    ],
    [
      'I clicked on a phishing link, what now?',
      at('proteccion-de-datos/seis-situaciones', 'Un enlace que mete prisa', 'A link in a hurry'),
    ],
    [
      'May I use a USB stick for company documents?',
      at('proteccion-de-datos/politica', 'memorias personales', 'memory sticks'),
    ],
    [
      'What do we need before sharing personal data with a supplier?',
      at('proteccion-de-datos/politica', '6. Proveedores', '6. Suppliers'),
    ],
    ['Can I work on public wifi in a café?', at('proteccion-de-datos/politica', 'redes wifi', 'open wifi')],
    [
      'Is my training record used to evaluate my performance?',
      at('proteccion-de-datos/politica', 'No se usa para medir', 'not used to measure'),
    ],
    [
      'What happens if I break the data protection policy?',
      at('proteccion-de-datos/politica', 'Incumplimiento', 'Breach of this policy'),
    ],
    [
      'What are the principles of the GDPR?',
      at('proteccion-de-datos/politica', 'Limitación de la finalidad', 'Purpose limitation'),
    ],
    [
      'How high should my chair be?',
      seat,
      seatList,
      seatStep,
      seatFilm,
      at('ergonomia/ajusta-tu-puesto', 'Suéltala', 'Let go when'),
    ],
    [
      'My feet do not reach the floor, what can I use?',
      seatList,
      at('ergonomia/lista-de-ajustes', 'La mesa: Altura', 'The desk'),
    ],
    [
      'Where should the window be so that there is no glare on the screen?',
      at('ergonomia/lista-de-ajustes', 'Reflejos', 'Glare'),
      at('a-media-manana/mirar-lejos', 'de lado a la ventana', 'side-on to the window'),
    ],
    ['Why six metres in the 20-20-20 rule?', at('a-media-manana/mirar-lejos', 'Son veinte pies', 'twenty feet')],
    [
      'I have back pain at my desk, who can come and look at it?',
      at('ergonomia/mi-puesto-esta-ajustado', 'Una visita a tu puesto', 'A visit to your workstation'),
      at('ergonomia/mi-puesto-esta-ajustado', 'Contacto', 'Contact'),
      at('ergonomia/mi-puesto-esta-ajustado', 'Avisar pronto', 'Speak up early if you notice'),
    ],
    [
      'How do I make the backrest follow me when I lean back?',
      at('regular-la-silla/respaldo', 'Libera el respaldo', 'Free the backrest'),
      at('regular-la-silla', 'El respaldo debe acompañarte', 'The backrest should follow you'),
    ],
    [
      'Is it dangerous to open the gas lift?',
      at('cambiar-el-piston', 'No abras ni calientes', 'Never open or heat'),
      at('cuidar-el-puesto/book', 'está a presión'),
    ],
    [
      'How do I know that the new gas lift works?',
      at('cambiar-el-piston/probar', 'Siéntate y prueba', 'Sit down and try'),
      at('cambiar-el-piston', 'sube y baja el asiento tres veces', 'raise and lower it three times'),
    ],
    ['What colour temperature does the lamp have?', at('lampara-brisa', '5000 K', '5000 K')],
    [
      'Does the standing desk stop if something is in its way?',
      at('mesa-alza', 'obstáculo', 'obstacle'),
      at('mesa-alza', 'se detiene', 'it stops if'),
    ],
    [
      'Which parts are replaced when an old chair returns to the workshop?',
      at('a-media-manana/la-silla-que-vuelve', 'Siempre cambiamos la espuma', 'We always replace the foam'),
    ],
    ['How do I clean stains off the mesh?', at('cuidar-el-puesto/book', 'Limpia la malla')],
    ['How long should I stand at the desk when I begin?', at('cuidar-el-puesto/book', 'Empieza con quince minutos')],
  ],
};
