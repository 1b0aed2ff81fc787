/** A statement as it is kept. Never changed, but for `voided`. */
export interface StatementRow {
  /** Order of storing, without gaps, from 1. */
  seq: number;
  id: string;
  /** Key of the actor, see `agentKey`. */
  actor: string;
  verb: string;
  /** IRI of the activity, or id of the statement that it is about. */
  object: string;
  registration: string | null;
  /** IRI of the course, from the statement's context. */
  course: string | null;
  stored: string;
  /** When it happened, in UTC. */
  timestamp: string;
  voided: number;
  /** sha256 of what came in, to tell a repetition from a conflict. */
  received: string;
  /** The whole statement, canonical JSON. */
  json: string;
}

/** One link of the audit chain: one a statement. */
export interface ChainRow {
  seq: number;
  statement: string;
  /** sha256 of the statement's canonical JSON. */
  digest: string;
  /** Hash of the link before; 64 zeros at the first. */
  previous: string;
  /** sha256 of seq, statement, digest, previous and stored. */
  hash: string;
  stored: string;
  /** Ed25519 over the hash, base64url. */
  signature: string;
  /** Which key signed. */
  key_id: string;
}

/** Bytes that belong to statements: signatures. */
export interface AttachmentRow {
  sha2: string;
  statement: string;
  type: string;
  bytes: Uint8Array;
}

/** A document of the State resource. */
export interface StateRow {
  actor: string;
  activity: string;
  registration: string;
  state_id: string;
  type: string;
  body: Uint8Array;
  etag: string;
  updated: string;
}

/** Somebody who has been here. */
export interface AccountRow {
  home_page: string;
  name: string;
  display: string | null;
  role: string;
  created: string;
  seen: string;
}

/** One graded answer. */
export interface AttemptRow {
  id: string;
  actor: string;
  course: string;
  item: string;
  question: string;
  /** Attempt at a quiz that the page named; empty for a question in a film. */
  attempt: string;
  /** Which attempt it is, from 1. */
  number: number;
  response: string;
  score: number;
  time: string;
}

/** An invitation, so that one that works once does. */
export interface InvitationRow {
  id: string;
  role: string;
  uses_left: number;
  expires: string;
  created: string;
  /** Whom it is for; nothing for a link that makes a new account. */
  home_page: string | null;
  account: string | null;
  name: string | null;
  email: string | null;
  /** Ids of the courses in which they were enrolled with it, JSON. */
  courses: string | null;
  /** In which the mail is written. */
  language: string | null;
  created_by: string | null;
  revoked: string | null;
  /** When it was opened. */
  accepted: string | null;
  /** When the mail server took it. */
  mailed: string | null;
  /** Why it did not. */
  mail_trouble: string | null;
}

/** Somebody at the desk. */
export interface SessionRow {
  /** sha256 of the cookie's value. */
  id: string;
  home_page: string;
  name: string;
  role: string;
  /** Twelve hours after it was used last. */
  expires: string;
  /** When it ends however much it is used; nothing for one of an older version. */
  ends: string | null;
}

/** What was asked on one day of one model. */
export interface ChatDayRow {
  day: string;
  model: string;
  questions: number;
  unanswered: number;
  failures: number;
  prompt_tokens: number;
  completion_tokens: number;
}

/** Somebody whom records speak of. Without this row nobody can tell who that was. */
export interface PersonRow {
  /** See `agentKey`. */
  actor: string;
  /** Random; what the chain has of the person is hashed with it. */
  salt: string;
  /** How xAPI names them, JSON. */
  agent: string;
  name: string | null;
  email: string | null;
  /** Where their days begin (IANA). */
  time_zone: string | null;
  /** JSON array, as their issuer told last. */
  groups: string | null;
  created: string;
}

/** One of the names by which a person is known, and the account under which all of theirs stands. */
export interface AliasRow {
  /** See `agentKey`: an account, or an address of mail. */
  key: string;
  home_page: string;
  name: string;
  /** Who said so: whoever vouches for them when they come in, or a table (of people to enrol, to invite). */
  by: 'issuer' | 'header' | 'invitation' | 'table';
  /** The address of mail with which they came in last. */
  email: string | null;
  since: string;
}

/** A document of the activity profile or the agent profile. */
export interface DocumentRow {
  resource: 'activity' | 'agent';
  /** IRI of the activity, or key of the agent. */
  owner: string;
  id: string;
  type: string;
  body: Uint8Array;
  etag: string;
  updated: string;
}

/** Something due or late that somebody is told of, once by each channel. */
export interface ReminderRow {
  /** Hash of the person, the course, the lesson, the step, the round and the channel. */
  id: string;
  actor: string;
  course: string;
  /** Id of the lesson. */
  lesson: string;
  step: 'due' | 'late';
  channel: 'mail' | 'webhook';
  /** Since when it is due. */
  since: string;
  /** `sending` for ten minutes at most; `gone`: it was done, or taken back, before anybody was told. */
  state: 'waiting' | 'sending' | 'sent' | 'given-up' | 'gone';
  tries: number;
  /** When it is tried next. */
  next: string;
}

/** A credential that somebody was given for a course. */
export interface CertificateRow {
  id: string;
  actor: string;
  course: string;
  /** When the course was completed: once for each time. */
  completed: string;
  issued: string;
  /** When it ends; `null` for never. */
  expires: string | null;
  revoked: string | null;
  reason: string | null;
  /** The signed credential (Open Badges 3.0, JWT). */
  jwt: string;
}

/** A session of a cmi5 unit (a lesson of a course), from its launch on. */
export interface LaunchRow {
  /** The session id (UUID). */
  id: string;
  /** Key of the learner, see `agentKey`. */
  actor: string;
  /** How xAPI names them, JSON. */
  agent: string;
  course: string;
  /** Id of the lesson. */
  lesson: string;
  /** IRI of the lesson: the activity of its statements. */
  activity: string;
  registration: string;
  /** When the lesson was completed that is done again; empty the first time. */
  round: string;
  mode: 'Normal' | 'Browse' | 'Review';
  move_on: 'Passed' | 'Completed' | 'CompletedAndPassed' | 'CompletedOrPassed' | 'NotApplicable';
  /** The score that passes, 0 to 1. */
  mastery: number | null;
  /** The context of all its statements, JSON. */
  template: string;
  launched: string;
  /** sha256 of the token, once it was fetched. */
  token: string | null;
  initialized: string | null;
  completed: string | null;
  passed: string | null;
  failed: string | null;
  /** Of the verdict, 0 to 1. */
  score: number | null;
  satisfied: string | null;
  terminated: string | null;
  abandoned: string | null;
  /** When the unit said anything last. */
  last: string | null;
}

/** A launch out of an LMS (LTI 1.3), for as long as its page may be open. */
export interface LtiVisitRow {
  /** Each counts once. */
  nonce: string;
  /** Key of who it is for, see `agentKey`. */
  actor: string;
  /** What is believed of it, JSON. */
  launch: string;
  /** sha256 of the secret of the browser that began it. */
  bind: string;
  /** sha256 of the key that its page was given; `null` until then. */
  key: string | null;
  created: string;
  expires: string;
}

/** The score of one person in one column of a gradebook (LTI AGS 2.0). */
export interface LtiScoreRow {
  /** Hash of the platform, the column and the person. */
  id: string;
  issuer: string;
  client_id: string;
  /** What the platform calls the person. */
  user_id: string;
  /** Key of the person, see `agentKey`. */
  actor: string;
  course: string;
  /** Address of the column. */
  line_item: string;
  /** Up to which statement it was looked at. */
  seen: number;
  /** The best score so far, of 100. */
  best: number | null;
  /** 1 when the course was complete. */
  complete: number;
  /** What is to be sent, or was sent last, JSON. */
  payload: string | null;
  /** `sending` for two minutes at most; `refused` until the next launch. */
  state: 'idle' | 'waiting' | 'sending' | 'refused';
  tries: number;
  /** When it is tried next; empty for never. */
  next: string;
  /** When it was taken last. */
  sent: string | null;
  /** Why it was not. */
  trouble: string | null;
}

/** A link to some products that somebody was given. */
export interface ShareRow {
  id: string;
  /** Whom it is for. */
  label: string;
  /** Id of the portfolio. */
  portfolio: string;
  /** Ids of the products, as JSON; `[]` for all that `access` opens. */
  products: string;
  /** Groups whose products it opens beside the public ones, as JSON. */
  access: string;
  /** scrypt of the password, with its salt; `null` without one. */
  password: string | null;
  language: string | null;
  starts: string;
  expires: string;
  created: string;
  created_by: string;
  revoked: string | null;
  opens: number;
  last_open: string | null;
  /** 1: whom it is for stands over the whole page, and its pictures and films. */
  watermark: number;
}

/** How often one product was looked at through a share. */
export interface ShareViewRow {
  share: string;
  product: string;
  views: number;
  last: string;
}

/** Somebody who asked to be answered. */
export interface LeadRow {
  id: string;
  /** When it arrived. */
  received: string;
  /** When it was written, by the sender's clock. */
  written: string;
  portfolio: string;
  item: string;
  action: string;
  name: string;
  email: string;
  company: string;
  phone: string;
  message: string;
  /** What was agreed to, word for word. */
  consent: string;
  language: string;
  /** The share through which it came. */
  share: string | null;
  /** When the webhook took it. */
  handed: string | null;
  /** When the mail server took it. */
  mailed: string | null;
  tries: number;
  /** When those who have not taken it are tried next; nothing when there are none. */
  next_try: string | null;
}

/** A value that the server keeps about itself. */
export interface SettingRow {
  key: string;
  value: string;
}

/** How far the statements were handed on to another record store. */
export interface ForwardingRow {
  /** Its base address. */
  lrs: string;
  /** All up to this `seq` were taken, or were set aside. */
  done: number;
  /** All up to this `seq` were sent at least once: taken or not, they may be there. */
  sent: number;
  /** The last that was taken; 0 before there is one. */
  taken: number;
  /** How often it was tried in vain since then. */
  tries: number;
  /** Since when it takes nothing; `null` while all is well. */
  since: string | null;
  /** Why: the status that came back, or `unreachable`. */
  trouble: string | null;
  /** When it is tried next. */
  next: string;
}

/** A statement that another record store refused, or fails at while it takes others: it is set aside. */
export interface RefusedStatementRow {
  lrs: string;
  seq: number;
  /** What came back; 0 for nothing. */
  status: number;
  /** What was said to it; emptied when somebody in the statement is erased. */
  reason: string;
  /** When. */
  time: string;
}

/** The tables of the store. */
export interface Tables {
  statements: StatementRow;
  chain: ChainRow;
  attachments: AttachmentRow;
  states: StateRow;
  accounts: AccountRow;
  attempts: AttemptRow;
  invitations: InvitationRow;
  sessions: SessionRow;
  chat_days: ChatDayRow;
  shares: ShareRow;
  share_views: ShareViewRow;
  leads: LeadRow;
  settings: SettingRow;
  people: PersonRow;
  aliases: AliasRow;
  documents: DocumentRow;
  reminders: ReminderRow;
  certificates: CertificateRow;
  launches: LaunchRow;
  lti_visits: LtiVisitRow;
  lti_scores: LtiScoreRow;
  forwarding: ForwardingRow;
  refused_statements: RefusedStatementRow;
}
