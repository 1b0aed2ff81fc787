import {useRef, useState} from 'react';
import {UgglaCourse} from '@uggla/react';

const courses = [
  {id: 'ergonomia', title: 'Workstation ergonomics', first: 'ajusta-tu-puesto'},
  {id: 'bienvenida', title: 'Welcome to Olmeda', first: 'hola'},
];

/** Courses in a React page: attributes are props, events are handlers, methods are called through a ref. */
export function App() {
  const [open, setOpen] = useState(courses[0]);
  const [done, setDone] = useState([]);
  const course = useRef(null);

  return (
    <main>
      <header>
        <h1>Training</h1>
        <nav aria-label="Courses">
          {courses.map((one) => (
            <button key={one.id} aria-pressed={one === open} onClick={() => setOpen(one)}>
              {one.title}
            </button>
          ))}
          <button onClick={() => course.current.goTo(open.first, {time: 10})}>Second 10 of the film</button>
        </nav>
      </header>
      <UgglaCourse
        key={open.id}
        ref={course}
        src={`../../courses/${open.id}/course.json`}
        lang="en"
        endpoint="../../"
        onUgglaLessonComplete={({lesson}) => setDone((before) => [...new Set([...before, lesson])])}
      />
      <p role="status">{done.length === 0 ? 'No lesson completed yet.' : `Completed: ${done.join(', ')}`}</p>
    </main>
  );
}
