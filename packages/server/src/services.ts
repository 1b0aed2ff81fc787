import {join} from 'node:path';
import {randomUUID} from 'node:crypto';
import type {Context} from 'hono';
import {UgglaError, type Actor} from '@uggla/protocol';
import {CampusFiles} from './campus/campus-files.js';
import type {Knowledge} from './campus/retrieve.js';
import {ChatCounts} from './chat/counts.js';
import {EngineProvider} from './chat/engine.js';
import {EmbeddedEngine} from './chat/embedded/embedded-engine.js';
import {ExtractiveProvider} from './chat/extractive.js';
import {HttpEngine} from './chat/http-engine.js';
import {KeptStreams} from './chat/kept-streams.js';
import {Allowance, Concurrency, RateLimiter} from './chat/limiter.js';
import type {Provider} from './chat/provider.js';
import {Documents} from './documents/documents.js';
import type {Env} from './env.js';
import {Forwarding} from './forwarding/forwarding.js';
import {Launches} from './launches/launches.js';
import {Leads} from './leads/leads.js';
import {LockedFiles} from './locked/locked-files.js';
import {openPassages} from './locked/open-passages.js';
import {byMail, byWebhook} from './leads/ways.js';
import {Lti} from './lti/lti.js';
import {openMail} from './mail.js';
import {RequestCounts} from './metrics/request-counts.js';
import type {Settings} from './options.js';
import {makeDataDir} from './settle.js';
import {Accounts} from './people/accounts.js';
import {Identities} from './people/identities.js';
import {Issuer} from './people/issuer.js';
import {serverName, type Person} from './people/person.js';
import {SignIn} from './people/sign-in.js';
import {Tokens} from './people/tokens.js';
import {whoIsThere} from './people/who.js';
import {Statements} from './records/statements.js';
import {PortfolioFiles} from './shares/portfolio-files.js';
import {Shares} from './shares/shares.js';
import {openKept} from './store/kept.js';
import type {Keys} from './store/keys.js';
import type {Store} from './store/store.js';
import {Uploads} from './workshop/uploads.js';
import {Jobs} from './workshop/workshop.js';

/** Everything that the handlers work with. */
export interface Services {
  settings: Settings;
  store: Store;
  keys: Keys;
  /** `undefined` with `chatOnly`. */
  campus: CampusFiles | undefined;
  /** What was asked since the start. */
  requests: RequestCounts;
  /** Which files belong to locked lessons. */
  locked: LockedFiles | undefined;
  /** The folder of one's own documents, where there is one. */
  documents: Documents | undefined;
  tokens: Tokens;
  accounts: Accounts;
  /** Which accounts are whose. */
  identities: Identities;
  /** Signs people in at the issuer; `undefined` where it is not said as whom. */
  signIn: SignIn | undefined;
  who: (c: Context<Env>) => Promise<Person | undefined>;
  /** `homePage` of the accounts that we made. */
  homePage: string;
  statements: Statements;
  /** Sessions of cmi5 lessons. */
  launches: Launches;
  /** The server itself, as the actor of what it says. */
  server: Actor;
  provider: Provider;
  counts: ChatCounts;
  allowance: Allowance;
  accountsPerMinute: RateLimiter;
  shares: Shares;
  /** Public and private products. */
  portfolio: PortfolioFiles;
  passwordsPerMinute: RateLimiter;
  leads: Leads;
  leadsPerMinute: RateLimiter;
  /** What LMSs are to this server; `undefined` where none is registered. */
  lti: Lti | undefined;
  /** Hands statements on to another record store; `undefined` where none is named. */
  forwarding: Forwarding | undefined;
  concurrency: Concurrency;
  /** Answers that can be taken up again. */
  streams: KeptStreams;
  /** Files that are brought for products; `undefined` where nothing can be added. */
  uploads: Uploads | undefined;
  /** Products that were added; `undefined` where nothing can be. */
  jobs: Jobs | undefined;
  /** Aborted when streams must end, since the server does. */
  draining: AbortSignal;
}

/** Opens the store and the keys, and puts together what works on them. */
export async function openServices(settings: Settings, draining: AbortSignal): Promise<Services> {
  makeDataDir(settings);
  const {keys, store} = await openKept(settings);
  try {
    const id = await store.setting('server-id', () => `urn:uuid:${randomUUID()}`);
    const campus = settings.root === undefined || settings.chatOnly ? undefined : new CampusFiles(settings.root);
    const documents =
      settings.documents === undefined
        ? undefined
        : new Documents(
            settings.documents,
            settings.dataDir === ':memory:' ? undefined : join(settings.dataDir, 'documents.json'),
            settings.log,
            draining,
          );
    const home = await homeOf(settings, campus);
    const homePage = await store.setting('home-page', () => home ?? id);
    const tokens = new Tokens(id, keys.ed25519);
    const server: Actor = {objectType: 'Agent', name: 'Uggla', account: {homePage, name: serverName}};
    const issuer = settings.issuer === undefined ? undefined : new Issuer(settings.issuer, settings);
    const statements = new Statements(store.db, keys, server);
    const identities = new Identities(store.db, statements, server, homePage);
    if (settings.platforms.some(({issuer}) => issuer.replace(/\/$/, '') === homePage.replace(/\/$/, '')))
      throw new UgglaError('lti-platforms-invalid', `${homePage} is this server itself, and no LMS`, {
        cure: 'Give the issuer as the LMS writes it.',
        field: 'issuer',
      });
    const lti =
      settings.platforms.length === 0
        ? undefined
        : new Lti(settings.platforms, {store, campus, server, settings, keys, draining});
    if (lti) {
      statements.onStored((actors) => lti.scores.noticed(actors));
      void lti.scores.start();
    }
    const forwarding = settings.forwardTo && new Forwarding(settings.forwardTo, store.db, settings);
    if (forwarding) {
      statements.onStored(() => forwarding.noticed());
      void forwarding.start();
    }
    return {
      settings,
      store,
      keys,
      campus,
      requests: new RequestCounts(),
      locked: campus && new LockedFiles(campus),
      documents,
      tokens,
      accounts: new Accounts(store.db, tokens, homePage, identities),
      identities,
      signIn:
        issuer && settings.issuerClient !== undefined
          ? new SignIn(issuer, tokens, {id: settings.issuerClient, secret: settings.issuerSecret})
          : undefined,
      who: whoIsThere(settings, tokens, issuer, homePage, identities),
      homePage,
      statements,
      launches: new Launches(store.db, statements, server),
      server,
      provider: providerOf(
        settings,
        {
          campus,
          documents,
          opened: (person) => openPassages({campus, store, settings, server}, person),
          keyOf: (path) => tokens.document(path),
        },
        draining,
      ),
      counts: new ChatCounts(store.db),
      allowance: new Allowance(settings.limits),
      accountsPerMinute: new RateLimiter(settings.limits.accountsPerMinute),
      shares: new Shares(store.db, tokens),
      portfolio: new PortfolioFiles(
        campus ? [settings.root, settings.privateRoot].filter((one) => one !== undefined) : [],
      ),
      passwordsPerMinute: new RateLimiter(settings.limits.passwordsPerMinute),
      leads: openLeads(settings, store, draining),
      leadsPerMinute: new RateLimiter(settings.limits.leadsPerMinute),
      lti,
      forwarding,
      concurrency: new Concurrency(settings.limits),
      streams: new KeptStreams(settings.limits),
      uploads: settings.workshop && new Uploads(settings.dataDir, settings.limits.uploadBytes),
      jobs: settings.workshop && new Jobs(settings.workshop, settings.log),
      draining,
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function openLeads(
  {leadsWebhook: address, leadsSecret: secret, leadsMail, smtp, mailFrom = '', limits, log}: Settings,
  {db}: Store,
  draining: AbortSignal,
): Leads {
  const ways = address === undefined ? [] : [byWebhook({address, secret})];
  if (leadsMail !== undefined && smtp !== undefined) {
    const mailer = openMail(smtp, mailFrom);
    draining.addEventListener('abort', () => mailer.close(), {once: true});
    ways.push(byMail(mailer, leadsMail));
  }
  const leads = new Leads(db, {ways, days: limits.leadDays, log, draining});
  void leads
    .forgetOld()
    .then(() => leads.hand())
    .catch((error: unknown) => log(`leads: ${String(error)}`));
  return leads;
}

/** Who answers: an engine at an address, a model in this server, or else what is found in the campus. */
function providerOf(settings: Settings, knowledge: Knowledge, draining: AbortSignal): Provider {
  if (settings.engine !== undefined) return new EngineProvider(settings, knowledge, new HttpEngine(settings));
  if (settings.model !== undefined)
    return new EngineProvider(settings, knowledge, new EmbeddedEngine(settings, draining));
  return new ExtractiveProvider(knowledge);
}

/** Where our accounts live: the server's address, else the campus's IRI. Kept once chosen: it is part of who people are. */
async function homeOf({publicUrl}: Settings, campus: CampusFiles | undefined): Promise<string | undefined> {
  if (publicUrl !== undefined) return publicUrl;
  const id = await campus?.campus().then(
    (one) => one.id,
    () => undefined,
  );
  return id !== undefined && /^(https?|urn):/.test(id) ? id : undefined;
}
