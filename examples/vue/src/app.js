import {h, ref} from 'vue';

const courses = [
  {id: 'ergonomia', title: 'Workstation ergonomics', first: 'ajusta-tu-puesto'},
  {id: 'bienvenida', title: 'Welcome to Olmeda', first: 'hola'},
];

/**
 * Courses in a Vue page. In a single-file component the same is written
 *
 *   <uggla-course :src="src" lang="en" endpoint="../../" @uggla-lesson-complete="keep" ref="course" />
 *
 * Here it is a render function, so that the page needs no `eval` and works under a strict policy.
 */
export const App = {
  setup() {
    const open = ref(courses[0]);
    const done = ref(new Set());
    const course = ref(null);
    const keep = ({lesson}) => (done.value = new Set([...done.value, lesson]));
    const button = (text, onClick, pressed) => h('button', {onClick, 'aria-pressed': pressed}, text);

    return () =>
      h('main', [
        h('h1', 'Training'),
        h('nav', {'aria-label': 'Courses'}, [
          ...courses.map((one) => button(one.title, () => (open.value = one), one === open.value)),
          button('Second 10 of the film', () => course.value.goTo(open.value.first, {time: 10})),
        ]),
        h('uggla-course', {
          key: open.value.id,
          ref: course,
          src: `../../courses/${open.value.id}/course.json`,
          lang: 'en',
          endpoint: '../../',
          'onUggla-lesson-complete': keep,
        }),
        h(
          'p',
          {role: 'status'},
          done.value.size === 0 ? 'No lesson completed yet.' : `Completed: ${[...done.value].join(', ')}`,
        ),
      ]);
  },
};
