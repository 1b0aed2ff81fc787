import type {CourseProgress, Lock} from './progress.js';
import type {Response} from './grade.js';
import type {Actor} from './statement.js';
import type {LessonKind, Question, Text} from './types.js';

/** What a person may do on a server. */
export type Role = 'learner' | 'editor' | 'manager' | 'admin';

/** `POST /v1/tokens`: who asks, with nothing on a server that is open (loopback), else with an invitation. */
export interface TokenRequest {
  /** A signed invitation (the token in its link). */
  invitation?: string;
  /** What the person wants to be called; kept with a new account only. */
  name?: string;
}

/** The answer to it. With a still valid token in `Authorization`, the same account gets a new one. */
export interface TokenAnswer {
  /** Goes into `Authorization: Bearer …`. */
  token: string;
  token_type: 'Bearer';
  /** When it ends (ISO 8601). */
  expires: string;
  /** Who the person is: the actor of all statements. */
  actor: Actor;
  role: Role;
}

/** `GET /v1/me`: the server tells the page who is there. */
export interface MeAnswer {
  actor: Actor;
  name?: string;
  role: Role;
  groups?: string[];
  /** Where the person's days begin (IANA): dates of a course count there. UTC when it is not named. */
  timeZone?: string;
}

/** `POST /v1/grade`: one answer to one question. */
export interface GradeRequest {
  /** IRI of the course. */
  course: string;
  /** Id of the quiz, or of the film that asks it. */
  item: string;
  question: string;
  response: Response;
  /** Which attempt at the quiz it belongs to (a UUID made by the page for each attempt). */
  attempt?: string;
}

/** The verdict. */
export interface GradeAnswer {
  right: boolean;
  /** 0 to 1. */
  score: number;
  feedback?: Text;
  evaluatedBy: 'server';
  /** The attempt so far: in a quiz it is finished when every question drawn was answered. */
  attempt?: {
    id: string;
    number: number;
    left?: number;
    answered: number;
    total: number;
    score?: number;
    passed?: boolean;
  };
}

/** `GET /v1/progress`: one entry a course, newest first. */
export interface ProgressAnswer {
  courses: CourseState[];
}

/** `POST /v1/launches`: begins a session of a cmi5 lesson for whoever is there. */
export interface LaunchRequest {
  /** IRI of the course. */
  course: string;
  /** Id of the lesson. */
  lesson: string;
  /** `browse` and `review`: nothing that is done counts. */
  mode?: 'normal' | 'browse' | 'review';
}

/** `GET /v1/launches/{id}`: how far a session is, and what its unit reported over all sessions of the registration. */
export interface LaunchStateAnswer {
  /** The session id of cmi5 (UUID). */
  id: string;
  /** `abandoned`: another session of the lesson began before this one had ended. */
  state: 'launched' | 'initialized' | 'terminated' | 'abandoned';
  registration: string;
  completed: boolean;
  passed?: boolean;
  /** The best one, 0 to 1. */
  score?: number;
  /** What the package asks for (`moveOn`) is done. */
  satisfied: boolean;
}

/** The answer to a launch. */
export interface LaunchAnswer extends LaunchStateAnswer {
  /** What is opened: the unit's address with the five parameters of cmi5. Good once. */
  address: string;
  /** `own`: the unit wants a window for itself. */
  window: 'own' | 'any';
}

/** `POST /v1/tokens/lesson`: where the files of a locked lesson lie for who may open it. */
export interface LessonTokenAnswer {
  /** Address of course.json below a token of its own, from the server's address on: what the lesson names is relative to it. */
  base: string;
  /** Until when it is good (ISO 8601). */
  expires: string;
}

/** `lesson-locked`, as the server tells it. */
export interface LessonLockedProblem {
  code: string;
  title: string;
  /** What bars it, by the server's clock and records. */
  lock?: LockAnswer;
}

/** Why a lesson is closed, as the server tells it. */
export interface LockAnswer {
  kind: Lock['kind'];
  ids?: readonly string[];
  /** ISO 8601. */
  date?: string;
  group?: string;
}

/** How far one person is in one course. */
export interface CourseState {
  /** IRI of the course. */
  course: string;
  title?: Text;
  progress: CourseProgress;
  done: number;
  total: number;
  complete: boolean;
  /** When anything of it was last recorded (ISO 8601). */
  changed: string;
  /** Where the person's days begin (IANA); UTC when it is not named. */
  timeZone?: string;
  /** What is closed now, by the server's clock: id of the lesson → why. */
  locks?: Record<string, LockAnswer>;
  /** Lessons that were recorded while they were closed; what was done then does not count. */
  early?: string[];
  /** Lessons that are to be done again, since when (ISO 8601). */
  due?: Record<string, string>;
  /** What is to be done now, in the order of the course: of who was enrolled only. Nothing where nothing is. */
  todos?: {
    lesson: string;
    title: Text;
    /** `late`: it closed, or could be done for longer than the server waits. */
    step: 'due' | 'late';
    /** Since when it could be done, or is to be done again (ISO 8601). */
    since: string;
    /** When it closes, or closed (ISO 8601). */
    until?: string;
  }[];
}

/** `GET /v1/analytics`: what happens in a course, in numbers of people; nobody is named. */
export interface AnalyticsAnswer {
  /** IRI of the course. */
  course: string;
  title: string;
  version: string;
  /** When this was computed (ISO 8601). */
  computed: string;
  /** Of fewer people than this only the number is told: `smallestGroup` is 3. */
  smallestGroup: number;
  people: {
    enrolled: number;
    /** Did anything in a lesson. */
    started: number;
    completed: number;
    /** Passed all tests that ask for it; nothing where none does. */
    passed?: number;
    /** Handed one in, and has not passed it. */
    failed?: number;
    /** Median from the first record to the completion; nothing for few people. */
    secondsToComplete?: number;
    /** Median of the time spent in lessons by those who completed it; nothing for few people. */
    secondsSpent?: number;
  };
  /** In the order of the course. */
  lessons: LessonAnalytics[];
  /** Films and sounds that anybody played. */
  media: MediaAnalytics[];
  /** Questions that anybody answered. */
  questions: QuestionAnalytics[];
}

/** How many people come through a lesson. */
export interface LessonAnalytics {
  lesson: string;
  title: string;
  kind: LessonKind;
  started: number;
  completed: number;
  passed?: number;
  failed?: number;
  /** Have not completed the course, and did nothing after this lesson. */
  stopped: number;
}

/** How a film or sound is watched. What stands beside `people` is there from three people on. */
export interface MediaAnalytics {
  lesson: string;
  title: string;
  /** Seconds. */
  duration: number;
  /** How many different people played any of it. */
  people: number;
  /** The share (0 to 1) of it that a person played, in the mean. */
  part?: number;
  /** Seconds of one step of `heat`. */
  step?: number;
  /** For each step: how many people watched it, and how often it was watched again by all of them. */
  heat?: {people: number[]; again: number[]};
  /** What is watched again most, with what is said there. */
  peaks?: {start: number; end: number; again: number; text?: string}[];
  /** What fewer than half of them watched; `people` saw some of it. */
  gaps?: {start: number; end: number; people: number}[];
}

/** The answers to a question: the first one of each person. What stands beside the numbers is there from three people on. */
export interface AnswersTold {
  people: number;
  /** Of all people, later ones too. */
  answers: number;
  /** Whose first answer was right; nothing where nobody judged. */
  right?: number;
  /** Each choice or pair; orders and what was typed as wholes, the most frequent first. */
  options?: {text: string; right?: boolean; people: number}[];
  /** Whose first answer is not told: nobody else gave it, or it cannot be read any more. */
  others?: number;
  /** The wrong answer that was given most. */
  wrong?: {text: string; people: number};
}

/** A question of a quiz, or one that a film asks. */
export interface QuestionAnalytics extends AnswersTold {
  lesson: string;
  lessonTitle: string;
  question: string;
  text: string;
  type: Question['type'];
}

/** `GET /v1/search`. */
export interface SearchAnswer {
  query: string;
  language: string;
  hits: SearchHit[];
}

/** One place found. */
export interface SearchHit {
  title: string;
  text: string;
  kind: string;
  item: string;
  lesson?: string;
  media?: string;
  start?: number;
  end?: number;
  url: string;
  language: string;
  score: number;
}
