import type {EngineProtocol} from './chat/engines/dialect.js';
import type {LtiPlatform, Platform} from './lti/platforms.js';
import type {SystemKey} from './people/systems.js';
import type {Workshop} from './workshop/workshop.js';

/** Bounds on what the outside may cost us. Each has a default; the chat's are shown at the desk. */
export interface Limits {
  /** Bytes of a request body: statements, states. 1 MiB. */
  bodyBytes: number;
  /** Bytes of statements with their attachments. 16 MiB. */
  attachmentBytes: number;
  /** Statements in one batch. 500. */
  batch: number;
  /** Bytes of a chat request: pictures come inside as `data:` addresses. 8 MiB. */
  chatBodyBytes: number;
  /** Questions a minute from one account (or address). 20. */
  chatPerMinute: number;
  /** Questions a minute from one address, whose accounts may be many: a company's proxy. 240. */
  chatPerMinuteFromAddress: number;
  /** Tokens an hour, read and written, for one account: what the engine says that it took, else about that. 200,000. */
  chatTokensPerHour: number;
  /** The same from one address. 2,000,000. */
  chatTokensPerHourFromAddress: number;
  /** Answers streaming at once to one account (or address). 4. */
  chatAtOnce: number;
  /** Answers streaming at once in all. 64. */
  chatAtOnceInAll: number;
  /** Characters of one question's messages in all. 32,000. */
  chatCharacters: number;
  /** Tokens that one answer may have. 1024. */
  chatTokens: number;
  /** Milliseconds that one answer may take. 300,000. */
  chatMs: number;
  /** Milliseconds without a byte from the engine. 60,000: a long prompt on a CPU takes its time. */
  engineSilenceMs: number;
  /** Milliseconds that the engine goes on with an answer that can be taken up again and that nobody reads. 30,000. */
  streamUnreadMs: number;
  /** Milliseconds for which such an answer can be read after its end. 300,000. */
  streamKeptMs: number;
  /** Bytes of one of them that are kept, the latest. 4 MiB. */
  streamBytes: number;
  /** Bytes of all of them. 64 MiB. */
  streamBytesInAll: number;
  /** New accounts a minute from one address. 30. */
  accountsPerMinute: number;
  /** Leads a minute from one address. 300: what was kept at a fair comes at once. */
  leadsPerMinute: number;
  /** Days for which leads are kept. 365. */
  leadDays: number;
  /** Bytes of a file that is brought for a product. 4 GiB. */
  uploadBytes: number;
  /** Passwords a minute that are tried on one share from one address. 10. */
  passwordsPerMinute: number;
  /** So long what is recorded is gathered before a gradebook's score is looked at. 2,000 ms. */
  scoreDelayMs: number;
  /** The first pause when another record store takes nothing; each further one is three times as long, an hour at most. 5,000 ms. */
  lrsPauseMs: number;
}

/** What `createApp` and `serve` take. */
export interface ServerOptions {
  /** The published folder. */
  root?: string | undefined;
  /** Folder of what was published but is not for everybody; `<root>-private` when it is there. */
  privateRoot?: string | undefined;
  /** Starts without a campus: only the chat and the records. */
  chatOnly?: boolean | undefined;
  /** Folder of the store and the keys; `.uggla` beside the published folder. `:memory:` keeps nothing. */
  dataDir?: string | undefined;
  /** A PostgreSQL that keeps the records in place of the data folder: `postgres://user:password@host/name`; from the environment (`DATABASE_URL`) when not given. */
  database?: string | undefined;
  /** Lets editors add products at the desk. */
  workshop?: Workshop | undefined;
  /** Further folders to serve: address prefix (`/examples/`) → folder. */
  mounts?: Record<string, string> | undefined;
  /** Address to listen on; `127.0.0.1`. Any other than loopback wants to know who is there. */
  host?: string | undefined;
  /** Path under which the server stands, when a proxy hands it on whole: `/campus`. */
  basePath?: string | undefined;
  /** Address under which people reach the server, for links in print: `https://campus.example.com`. */
  publicUrl?: string | undefined;
  /** Base address of an engine (llama.cpp, vLLM, Ollama, TGI, OpenAI, Azure, Anthropic), as it is: `http://127.0.0.1:8080/v1`. */
  engine?: string | undefined;
  /** Its key; from the environment (`UGGLA_ENGINE_KEY`) when not given. */
  engineKey?: string | undefined;
  /** What the engine speaks; found out when not given. */
  engineProtocol?: EngineProtocol | undefined;
  /** Tokens that its model can read at once; as the engine says when not given. */
  engineWindow?: number | undefined;
  /** A GGUF file that this server runs itself, by node-llama-cpp; not together with `engine`. */
  model?: string | undefined;
  /** LoRA adapters for it: `file.gguf`, or `file.gguf:0.5` for half of its weight. */
  loras?: string[] | undefined;
  /** A folder of one's own documents (Markdown, HTML, PDF, DOCX) that answers are made from too. */
  documents?: string | undefined;
  /** Models of the engine that may be used, the first when none is named; all when not given. */
  models?: string[] | undefined;
  /** Further instructions for the engine, after our own. */
  system?: string | undefined;
  /** Origins of pages that may call the API: `https://intranet.example.com`. */
  corsOrigins?: string[] | undefined;
  /** An OpenID Connect issuer: its tokens say who is there. */
  issuer?: string | undefined;
  /** What the issuer's tokens must be made for (`aud`). */
  audience?: string | undefined;
  /** Client id by which people sign in at the issuer on the pages of this server. */
  issuerClient?: string | undefined;
  /** Its secret, where it has one; from the environment (`UGGLA_ISSUER_SECRET`) when not given. */
  issuerSecret?: string | undefined;
  /** Claim of the issuer's tokens that holds the role; `uggla_role`. */
  roleClaim?: string | undefined;
  /** Claim of the issuer's tokens that holds what tables of people call them (`account`), and that they cannot change themselves. */
  accountClaim?: string | undefined;
  /** Header in which a proxy says who is there: `x-user`. Counts only from `trustedProxies`. */
  trustedHeader?: string | undefined;
  /** Header in which that proxy says the role. */
  trustedRoleHeader?: string | undefined;
  /** Header in which that proxy says the groups, with commas between: `x-groups`. */
  trustedGroupsHeader?: string | undefined;
  /** Addresses (or `10.0.0.0/8`) of proxies whose `X-Forwarded-*` and `trustedHeader` are believed. */
  trustedProxies?: string[] | undefined;
  /** People come by invitations that this server signed. */
  invitations?: boolean | undefined;
  /** LMSs in which this server is registered as an LTI 1.3 tool: a file of them (docs/lms/lti.md), or themselves. */
  lti?: string | readonly LtiPlatform[] | undefined;
  /** Base address of another xAPI record store, which every statement is handed on to as well: `https://lrs.example.com/xapi`. */
  lrs?: string | undefined;
  /** Its key: `name:secret`, or a whole `Bearer …`; from the environment (`UGGLA_LRS_KEY`) when not given. */
  lrsKey?: string | undefined;
  /** Accounts (`sub`, header value) that are admins. */
  admins?: string[] | undefined;
  /** Address that each lead is handed on to; signed as Standard Webhooks has it. */
  leadsWebhook?: string | undefined;
  /** Secret of its signatures; from the environment (`UGGLA_LEADS_SECRET`) when not given. */
  leadsSecret?: string | undefined;
  /** Mailbox that each lead is sent to, by `smtp`: `sales@example.com`. */
  leadsMail?: string | undefined;
  /** Header for HTML pages; the strict policy when not given, none when `false`. */
  contentSecurityPolicy?: string | false | undefined;
  limits?: Partial<Limits> | undefined;
  /** Whoever was not heard of for so long is erased (ISO 8601 duration: `P6Y`); nobody, when not given. */
  retention?: string | undefined;
  /** Systems that keep records of other people, `name:secret`, parted by spaces; from `UGGLA_XAPI_SYSTEMS` when not given. */
  xapiSystems?: string | undefined;
  /** Whoever brings it reads `/metrics`: a secret; from `UGGLA_METRICS_TOKEN` when not given. */
  metricsToken?: string | undefined;
  /** Where the days of people begin of whom nothing else is known (IANA: `Europe/Madrid`); UTC. */
  timeZone?: string | undefined;
  /** What is due for so long is late (ISO 8601 duration); `P30D`. */
  lateAfter?: string | undefined;
  /** Address that reminders of what is due and late are handed to; signed as Standard Webhooks has it. */
  remindersWebhook?: string | undefined;
  /** Secret of its signatures; from the environment (`UGGLA_REMINDERS_SECRET`) when not given. */
  remindersSecret?: string | undefined;
  /** Mail server by which reminders go to people's addresses and leads to `leadsMail`: `smtps://user:password@mail.example.com`; from `UGGLA_SMTP` when not given. */
  smtp?: string | undefined;
  /** Sender of its mails: `Campus <campus@example.com>`. */
  mailFrom?: string | undefined;
  /** Where lines for people who run the server go; stderr. */
  log?: ((line: string) => void) | undefined;
}

/** Options with every default in place. */
export interface Settings extends ServerOptions {
  host: string;
  dataDir: string;
  mounts: Record<string, string>;
  basePath: string;
  corsOrigins: string[];
  trustedProxies: string[];
  admins: string[];
  roleClaim: string;
  limits: Limits;
  systems: SystemKey[];
  /** The other record store and its key, when both are as they should be. */
  forwardTo: {lrs: string; key: string} | undefined;
  platforms: readonly Platform[];
  log: (line: string) => void;
  /** Listens on loopback and nobody said how to tell who is there. */
  open: boolean;
}
