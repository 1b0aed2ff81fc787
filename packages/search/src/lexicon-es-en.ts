/**
 * Words of work and learning that mean about the same, a line each: Spanish, a bar, English. Written for Uggla: people
 * ask in words of their own, and in a language of their own. Forms of a word need not be listed: stems are compared.
 */
export const lexicon = `
empresa, compañía, organización, firma | company, firm, business, organisation, organization, employer
trabajador, empleado, plantilla, personal | employee, worker, staff, workforce
compañero, colega | colleague, coworker, teammate
gente, personas | people, persons
persona, alguien | person, somebody, someone
jefe, responsable, encargado, superior | manager, boss, supervisor, head
director, dirección | director, management
equipo, grupo | team, group
cliente, comprador, consumidor | customer, client, buyer
proveedor, suministrador | supplier, vendor, provider
recursos humanos, personas, rrhh | human resources, HR, people
incorporarse, ingresar, unirse | join, joining, onboarding
bienvenida, acogida | welcome, onboarding
puesto, estación | workstation, post, position, station
oficina, despacho | office
fábrica, planta | factory, plant
taller | workshop
almacén, depósito | warehouse, store, storage
tienda, comercio | shop, store
sala, salón, habitación | room, hall
exposición, muestra | showroom, exhibition
casa, hogar, domicilio, teletrabajo | home, house, remote
fundar, crear, abrir, nacer, constituir | found, founded, create, open, establish, start
historia, origen | history, origin, story
comenzar, empezar, iniciar, arrancar | begin, start, beginning, commence
acabar, terminar, finalizar, concluir | end, finish, conclude, over
trabajar, trabajo, labor, tarea | work, job, task
jornada, turno, horario | shift, hours, workday, schedule, timetable
horario, hora, horas | hours, hour, time
entrar, entrada, llegar, llegada | enter, arrive, arrival, come, start
salir, salida, marcharse, irse | leave, exit, depart, go
fuera, exterior | outside, out
dentro, interior | inside, within
minuto, minutos | minute, minutes
segundo, segundos | second, seconds
semana | week
mes, mensual | month, monthly
año, anual, años | year, annual, yearly
día, jornada | day
hoy | today
mañana | morning, tomorrow
tarde | afternoon, evening, late
noche | night, evening
lunes | Monday
martes | Tuesday
miércoles | Wednesday
jueves | Thursday
viernes | Friday
sábado | Saturday
domingo | Sunday
uno, 1 | one, 1
dos, 2, doble | two, 2, double
tres, 3 | three, 3
cuatro, 4 | four, 4
cinco, 5 | five, 5
seis, 6 | six, 6
siete, 7 | seven, 7
ocho, 8 | eight, 8
nueve, 9 | nine, 9
diez, 10 | ten, 10
doce, 12 | twelve, 12
quince, 15 | fifteen, 15
veinte, 20 | twenty, 20
treinta, 30 | thirty, 30
cuarenta, 40 | forty, 40
cincuenta, 50 | fifty, 50
sesenta, 60 | sixty, 60
setenta, 70 | seventy, 70
ochenta, 80 | eighty, 80
noventa, 90 | ninety, 90
ciento, cien, 100 | hundred, 100
mil, 1000 | thousand, 1000
mitad, medio, media | half
primero, primera, primer | first
último, última | last
vacaciones, permiso, descanso | holiday, holidays, vacation, leave
sueldo, salario, nómina, paga | salary, pay, wage, wages, payroll
contrato, acuerdo, convenio | contract, agreement
acordar, pactar | agree, agreed
reunión, junta, encuentro | meeting, meet
conversación, charla, hablar, entrevista | conversation, talk, chat, interview, speak
evaluar, evaluación, valorar, medir, rendimiento, desempeño | evaluate, evaluation, appraisal, assess, measure, performance
objetivo, meta, fin, finalidad, propósito | goal, aim, purpose, objective
habla, decir, contar, explicar | tell, say, explain
preguntar, pregunta, duda, consulta, consultar | ask, question, doubt, query
responder, contestar, respuesta | answer, reply, respond
avisar, comunicar, notificar, informar, aviso, denunciar | report, notify, tell, inform, communicate, warn
reproche, culpa, castigo, regañar | blame, blamed, punish, fault
error, fallo, equivocación, equivocarse | mistake, error, fault
equivocado, erróneo, incorrecto, mal | wrong, incorrect, mistaken
problema, incidencia, incidente, avería | problem, incident, issue, trouble
retraso, retrasar, demora, tarde | delay, late, delayed
pronto, rápido, inmediato, enseguida, deprisa, prisa | soon, early, fast, quick, hurry, immediately, once, urgent
urgente, urgencia, emergencia | urgent, urgency, emergency
plazo, límite, vencimiento | deadline, limit, period, term
escribir, redactar, anotar, apuntar | write, note
leer, lectura | read, reading
mirar, ver, observar | look, see, watch, view
oír, escuchar | hear, listen
aprender, formación, formar, curso, estudiar | learn, training, train, course, study, lesson
examen, prueba, test, cuestionario | exam, test, quiz
aprobar, superar | pass, approve
probar, comprobar, verificar, revisar | check, test, try, verify, review
saber, conocer | know
enseñar, mostrar | show, teach
acompañar, guiar | accompany, guide, show, buddy
recorrido, visita, visitar | tour, walk, visit
preparar | prepare
firmar, firma | sign, signature
aceptar, aceptación | accept, acceptance
política, norma, regla, reglamento | policy, rule, regulation
obligación, deber, obligar | duty, obligation, must
derecho, derechos | right, rights
ley, legal, legislación | law, legal, act
principio, principios | principle, principles
incumplir, incumplimiento, infringir, romper, violar | breach, break, breaking, violate, violation
sanción, disciplinario, despido | disciplinary, sanction, punishment, dismissal
consecuencia | consequence
datos, dato, información | data, information
personal, personales | personal
privacidad, intimidad, confidencial, confidencialidad, secreto | privacy, private, confidential, secret
proteger, protección, defender | protect, protection
delegado, delegada | officer, delegate
contacto, contactar | contact
brecha, fuga, filtración | breach, leak
seguridad, seguro | safety, security, safe, secure
peligro, peligroso, riesgo | danger, dangerous, risk
nunca, jamás | never
permiso, autorización, autorizar, permitir | permission, consent, authorise, allow
consentimiento, consentir | consent, agree
borrar, eliminar, suprimir, supresión | delete, erase, erasure, remove
corregir, rectificar | correct, rectify
guardar, conservar, mantener, almacenar | keep, store, save, retain, maintain
destruir, triturar, destructora | destroy, shred, shredder
compartir, ceder, entregar | share, hand, give
enviar, mandar, remitir, reenviar, envío | send, forward, mail
recibir, destinatario | receive, recipient
correo, email, e-mail, mensaje | email, mail, message
mensaje, mensajería | message, messaging
dirección, direcciones | address, addresses
nombre | name
teléfono, llamar, llamada, móvil | phone, telephone, call
colgar | hang
cuenta bancaria, cuenta, banco | bank account, account, bank
contraseña, clave | password, passphrase
acceso, acceder | access
pulsar, clic, clicar, pinchar | click, press, tap
enlace, vínculo | link, URL
phishing, estafa, fraude, suplantación, remitente | phishing, scam, fraud, sender
virus, ataque | virus, attack, malware
foto, fotografía, imagen | photo, photograph, picture, image
publicar | publish, post
papel, impreso, imprimir, impresora, hoja | paper, printed, print, printer, sheet
currículum, currículo, candidato | CV, resume, candidate
contratar, contratación | hire, hired, recruit
documento, archivo, fichero | document, file
carpeta | folder
memoria, pendrive, usb, lápiz | memory stick, USB stick, stick, drive
nube, servicio | cloud, service
red, wifi, internet, conexión | network, wifi, internet, connection
público, abierto, pública | public, open
bar, cafetería, café | café, cafe, coffee, bar
ordenador, computadora, computador, informática, pc | computer, PC, IT
informática, soporte técnico | IT, computing, helpdesk, technical support
portátil | laptop, notebook
dispositivo, aparato, equipo | device, machine, equipment
pantalla, monitor | screen, monitor, display
teclado, tecla | keyboard, key
ratón | mouse
cable | cable, wire
inteligencia artificial, ia, chatgpt | artificial intelligence, AI, chatbot
herramienta, útil | tool
perder, pérdida, extraviar | lose, lost, loss
robar, robo, hurto | steal, stolen, theft
encontrar, buscar | find, search, look
bloquear, bloqueo, cerrar | lock, block, close
abrir | open
matrícula | number plate, plate, licence
salud, sanitario, médico | health, medical
enfermedad, enfermo, baja | illness, sick, disease
dolor, doler, molestia, daño | pain, hurt, ache, discomfort
cansar, cansancio, fatiga | tire, tired, fatigue
descansar, descanso, pausa, parar | rest, break, pause
estirar, estiramiento, ejercicio, movimiento | stretch, exercise, movement
mover, moverse | move
postura, posición | posture, position
ergonomía | ergonomics, ergonomic
prevención | prevention, safety
espalda, lumbar, columna | back, lumbar, spine
cuello, cervical | neck
hombro | shoulder
brazo, antebrazo | arm, forearm
codo | elbow
muñeca | wrist
mano | hand
dedo | finger
rodilla | knee
pie, pies | foot, feet
pierna, muslo | leg, thigh
cabeza | head
ojo, vista, visual, visión | eye, eyes, sight, eyesight, vision
gafas, lentes | glasses, spectacles
progresivas | varifocal, progressive
parpadear, parpadeo | blink, flicker
respirar | breathe
sentarse, sentado, sentar | sit, seated, sitting
levantarse, levantar | get up, lift, rise, raise, stand
de pie, pie | standing, stand
silla, asiento | chair, seat
mesa, escritorio | desk, table
mueble, mobiliario | furniture
respaldo | backrest, back
reposabrazos | armrest
reposapiés | footrest
cojín | cushion
rueda, ruedas | castor, castors, wheel
pistón | gas lift, piston, cylinder
palanca | lever
mando, botón, rueda | control, button, knob
base, soporte | base, stand, support
tablero, encimera | top, board
malla, tela, tejido, tapizado | mesh, fabric, cloth
espuma | foam
madera, roble | wood, timber, oak
tornillo | screw, bolt
motor | motor, engine
lámpara, luz, iluminación, iluminar | lamp, light, lighting
bombilla, led | bulb, LED
deslumbrar, reflejo, brillo | glare, dazzle, reflection
ventana | window
suelo | floor, ground
pared | wall
puerta | door
alto, altura, elevado | high, height, tall
bajo, bajar, descender | low, lower, down, sink, descend
subir, elevar, alzar | raise, up, lift, rise
lejos, distancia, lejano | far, away, distance
cerca, cercano, próximo | near, close, nearby
largo, longitud | long, length
corto, breve | short, brief
ancho, anchura | wide, width
profundo, profundidad | deep, depth
grande | big, large
pequeño | small, little
peso, pesar, kilo, kilos, kg, carga | weight, weigh, kilo, kilos, kg, load
aguantar, soportar, resistir | bear, carry, support, hold, resist
metro, metros | metre, metres, meter
centímetro, centímetros, cm | centimetre, centimetres, centimeter, cm
grado, grados, temperatura | degree, degrees, temperature
máximo, máxima, tope, hasta | maximum, most, up
mínimo, mínima | minimum, least
ajustar, regular, graduar, ajuste, regulable | adjust, set, adjustment, adjustable
montar, montaje, ensamblar | assemble, assembly, build, put together
desmontar, separar | take apart, disassemble, dismantle
poner, colocar, situar | put, place, set
quitar, sacar, retirar, extraer | remove, take out, take off, withdraw
cambiar, sustituir, reemplazar, cambio | change, replace, swap
reparar, arreglar, reparación, arreglo | repair, fix, mend
romper, roto, estropear | break, broken
gastar, gastado, desgaste | wear, worn
durar, duración, duradero | last, lasting, duration
frecuencia, frecuente, frecuentemente | often, frequent, frequency
cuidar, cuidado, mantenimiento | care, look after, maintenance, maintain
limpiar, limpieza, lavar | clean, wash, cleaning
mancha, suciedad, sucio | stain, dirt, dirty, spot
aceite, engrasar | oil, grease
agua | water
apretar, atornillar | tighten
golpear, golpe | strike, blow, hit
martillo, mazo | hammer, mallet
llave, tenaza | wrench, spanner, key, pliers
guante | glove
girar, giro, vuelta | turn, rotate
tirar, estirar | pull
empujar | push
pieza, recambio, repuesto, parte | part, spare part, spare, replacement, piece
referencia, número, código | number, reference, code
garantía | warranty, guarantee
modelo | model
descatalogar, retirar, discontinuado | discontinue, discontinued, withdraw, withdrawn
diseño, diseñar | design
fabricar, producir, producción, fabricación | make, produce, manufacture, production
reciclar, reciclado, reciclaje | recycle, recycled, recycling
segunda mano, segunda vida, usado, viejo, antiguo | second hand, second life, used, old
nuevo, nueva | new
precio, coste, costar, valer, caro | price, cost, expensive
gratis, gratuito, sin coste | free, free of charge
pagar, pago, abonar | pay, payment
descuento, oferta, rebaja | discount, offer, deal
comprar, compra, adquirir | buy, purchase
vender, venta, comercial | sell, sale, sales
pedido, pedir, encargo, solicitar, solicitud | order, request, ask
entregar, entrega, reparto, transporte | deliver, delivery, shipping
devolver, devolución, volver, regresar | return, come back, back
factura, recibo | invoice, bill, receipt
presupuesto | quote, budget
producto, artículo | product, item, article
país, nación | country, nation
extranjero, internacional | abroad, foreign, international
calle, polígono, ubicación, sitio, lugar | street, estate, location, place, site
viaje, viajar | travel, trip
coche, vehículo | car, vehicle
comida, comer | food, lunch, eat, meal
ayuda, ayudar, apoyo | help, support, assist
consejo, recomendación, recomendar, truco | advice, advise, recommend, recommendation, tip, trick
necesario, necesitar, falta | necessary, need, needed
importante | important
mejor, mejorar | better, best, improve
evitar, impedir | avoid, prevent
detener, parar, frenar | stop, halt
obstáculo, estorbo | obstacle, obstruction, way
encender | switch on, turn on, on
apagar | switch off, turn off, off
color, tono | colour, color, tone
cálido, caliente, calentar | warm, hot, heat
frío, fría | cool, cold
ruido, crujir | noise, creak, squeak
funcionar, marchar | work, function, run
usar, utilizar, uso | use, usage
paso, etapa | step, stage
orden, ordenar | order, sequence
lista | list
registro, historial | record, log, history
certificado, título | certificate, diploma
renovar, caducar, vencer | renew, expire
podcast, pódcast, episodio | podcast, episode
vídeo, película | video, film
libro, manual, capítulo | book, handbook, manual, chapter
página | page
niño, escuela, colegio | child, school
hermano, hermana, familia | brother, sister, family
edad | age
fecha | date
incendio, fuego, arder | fire, burn
accidente, caída, lesión | accident, fall, injury
casco, arnés | helmet, harness
químico, tóxico | chemical, toxic
basura, residuo, papelera | waste, rubbish, bin, trash
calidad | quality
sindicato, sindical | union, trade union
queja, reclamar, reclamación | complaint, complain
autoridad, agencia | authority, agency
externo, ajeno | external, outside
oculto, ocultar, esconder, copia oculta, cco | blind, hidden, hide, blind copy, bcc
exponer, revelar, descubrir | expose, reveal, disclose
`;
