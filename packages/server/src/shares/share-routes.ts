import {z} from '@hono/zod-openapi';
import type {Context} from 'hono';
import type {Env} from '../env.js';
import {check, readJson, refuse} from '../http/refuse.js';
import {need} from '../people/person.js';
import type {Services} from '../services.js';
import type {PortfolioFiles} from './portfolio-files.js';
import type {NewShare, Share} from './shares.js';

/** How long a share lasts when nobody says. */
const usualDays = 30;
/** Characters of a password. */
const password = {fewest: 6, most: 200};
const mostDays = 2 * 366;
const day = 86_400_000;

const time = z.union(
  [z.iso.datetime({offset: true}), z.iso.date()],
  'a day as 2026-12-01, or a time with its zone, is wanted',
);

/** What `POST /v1/shares` takes. */
export const shareRequest = z
  .object({
    /** Whom it is for: the client's name. */
    label: z.string().trim().min(1).max(200),
    /** Ids of products; without any, all public ones and those of `access`. */
    products: z.array(z.string().min(1).max(200)).max(1000).optional(),
    /** Groups whose products it opens: `clients`. */
    access: z.array(z.string().min(1).max(200)).max(50).optional(),
    password: z.string().openapi({minLength: password.fewest, maxLength: password.most}).optional(),
    /** Lays the name of whom it is for over the page, its pictures and films. */
    watermark: z.boolean().optional(),
    language: z
      .string()
      .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/)
      .optional(),
    starts: time.optional(),
    expires: time.optional(),
  })
  .openapi('ShareRequest');

/** A share as it is answered. */
export interface ShareAnswer extends Share {
  /** The link to hand out. */
  url: string;
}

/**
 * What a request asks for, made whole and checked against what is published.
 *
 * @throws {@link UgglaError} `portfolio-unavailable`, `product-unknown`, `password-unfit`, `share-times-wrong`
 */
export async function toShare(
  portfolio: PortfolioFiles,
  {label, products = [], access, password: secret, watermark, language, starts, expires}: z.output<typeof shareRequest>,
  createdBy: string,
): Promise<NewShare> {
  const catalogue = await portfolio.catalogue();
  if (!catalogue)
    throw refuse(404, 'portfolio-unavailable', 'this campus has no products', 'Publish some with `uggla build`.');
  const unknown = products.find((id) => !catalogue.products.some(({product}) => product.id === id));
  if (unknown !== undefined)
    throw refuse(
      400,
      'product-unknown',
      `there is no product “${unknown}”`,
      'Name products by their id, as products/<id>/ has it.',
      'products',
    );
  if (secret !== undefined && (secret.length < password.fewest || secret.length > password.most))
    throw refuse(
      400,
      'password-unfit',
      `the password has ${secret.length} characters`,
      `Choose one of ${password.fewest} to ${password.most} characters.`,
      'password',
    );
  const from = starts === undefined ? new Date() : new Date(starts);
  // a day given as the end counts whole
  const until =
    expires === undefined
      ? new Date(Math.max(from.getTime(), Date.now()) + usualDays * day)
      : new Date(/^\d{4}-\d\d-\d\d$/.test(expires) ? Date.parse(expires) + day : Date.parse(expires));
  if (until.getTime() <= Date.now() || until <= from)
    throw refuse(
      400,
      'share-times-wrong',
      'the link would be over before it begins, or is over already',
      'Let it end in the future, and after it begins.',
      'expires',
    );
  if (until.getTime() - Date.now() > mostDays * day)
    throw refuse(
      400,
      'share-times-wrong',
      'the link would last longer than two years',
      'Let it end sooner.',
      'expires',
    );
  return {
    label,
    portfolio: catalogue.id,
    products: [...new Set(products)],
    access: access ?? (products.length > 0 ? [] : ['clients']),
    password: secret,
    watermark,
    language,
    starts: from,
    expires: until,
    createdBy,
  };
}

/** Where people reach this server. */
export function publicBase(c: Context<Env>, publicUrl: string | undefined): string {
  return publicUrl?.replace(/\/$/, '') ?? `${c.var.visitor.origin}${c.var.visitor.prefix}`;
}

/** `POST /v1/shares`: a manager makes a link. */
export function makeShareHandler({who, shares, portfolio, settings}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    const person = need(await who(c));
    const asked = check(shareRequest, await readJson(c, 100_000), 'body-invalid', 'the request');
    need(person, 'manager');
    const made = await shares.make(await toShare(portfolio, asked, person.name ?? person.account.name));
    const answer: ShareAnswer = {...made, url: shares.linkOf(made, publicBase(c, settings.publicUrl))};
    return c.json(answer, 201);
  };
}

/** `GET /v1/shares`: all of them, with how often they were opened. */
export function listSharesHandler({who, shares, settings}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await who(c), 'manager');
    const base = publicBase(c, settings.publicUrl);
    const list: ShareAnswer[] = (await shares.list()).map((one) => ({...one, url: shares.linkOf(one, base)}));
    return c.json({shares: list});
  };
}

/** `DELETE /v1/shares/{id}`: ends one. */
export function revokeShareHandler({who, shares}: Services) {
  return async (c: Context<Env>): Promise<Response> => {
    need(await who(c), 'manager');
    const id = c.req.param('id') ?? '';
    if (!(await shares.find(id)))
      throw refuse(404, 'share-unknown', `there is no share ${id}`, 'GET /v1/shares lists them.');
    await shares.revoke(id);
    return c.body(null, 204);
  };
}
