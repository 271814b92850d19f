import type { ViewerRequest } from '../../support/edge.ts';
import type { EdgeResponse, Harness } from '../harness/harness.ts';
import { pageAt, signIn, type Way, waysIn } from '../harness/ways-in.ts';
import type { Expected } from './deadlines.ts';
import type { KnownSecret, KnownSession, State } from './state.ts';

const hour = 3_600_000;
const leewayMs = 30_000;
const pendingMs = 300_000;

type Login = { what: string; request: ViewerRequest & { host: string }; secret: KnownSecret; urlEnd: number };

/** A fresh URL at one of the edges. */
export async function openAnew(state: State): Promise<void> {
  await open(state, await sign(state, { expiresInMs: hour }), state.random.pick(state.edges));
}

/** One URL at both edges: at most one of them starts a session. */
export async function openAtBoth(state: State): Promise<void> {
  const login = await sign(state, { expiresInMs: hour });
  const isRefused = expectedOf(state, login.secret, [login.urlEnd]) === 'refused';
  const responses = await Promise.all(
    state.edges.map((edge) => open(state, login, edge, isRefused ? 'refused' : 'either')),
  );
  state.report.tried('URLs opened at both edges');
  if (responses.filter(({ accepted }) => accepted).length > 1)
    state.report.found('a URL opened at both edges');
}

/** A URL around its expiry. */
export async function openLate(state: State): Promise<void> {
  const way = state.random.pick(waysIn.filter(({ format }) => format.name !== 'v0'));
  const login = await sign(state, { expiresInMs: state.random.pick([0, 60_000]), way });
  state.now += state.random.pick([0, leewayMs, 60_000, pendingMs, pendingMs + 60_000]);
  await open(state, login, state.random.pick(state.edges));
}

/** A page with the cookie of any session so far. */
export async function visit(state: State): Promise<void> {
  const { random, sessions } = state;
  if (sessions.length > 0) await visitWith(state, random.pick(sessions));
}

/** Pages with the cookies of the last few sessions. */
export async function visitAgain(state: State): Promise<void> {
  for (const session of state.sessions.slice(-3)) await visitWith(state, session);
}

async function visitWith(
  state: State,
  { host, cookie, secret, endsAt, isEnded }: KnownSession,
): Promise<void> {
  const { random, report, edges, areAllEndable } = state;
  const { accepted } = await random.pick(edges).view(pageAt(host, cookie));
  const expected = expectedOf(state, secret, [endsAt]);
  if (isEnded) report.tried('pages of sessions that were ended with all others');
  if (isEnded && expected !== 'refused')
    judge(state, 'session that was ended', accepted, areAllEndable ? 'refused' : 'either');
  else judge(state, 'session', accepted, expected);
}

async function sign(
  state: State,
  { expiresInMs, way = state.random.pick(waysIn) }: { expiresInMs: number; way?: Way },
): Promise<Login> {
  const { admin, organizationId, random, now } = state;
  const secret = random.pick(state.secrets);
  // What is signed is valid for an hour from the given time on.
  const signedAt = now + expiresInMs - hour;
  const { secretKey } = secret;
  const request = await signIn(admin, way, { organizationId, secretKey, random, now: signedAt });
  const ends = { v1: Math.floor((now + expiresInMs) / 1000) * 1000 + leewayMs, redeem: now + pendingMs };
  const urlEnd =
    way.format.name in ends ? ends[way.format.name as keyof typeof ends] : Number.POSITIVE_INFINITY;
  state.report.tried(`URLs by ${way.name}`);
  return { what: `${way.format.name} URL`, request, secret, urlEnd };
}

async function open(
  state: State,
  { what, request, secret, urlEnd }: Login,
  edge: Harness,
  expected: Expected = expectedOf(state, secret, [urlEnd]),
): Promise<EdgeResponse> {
  const response = await edge.view(request);
  judge(state, what, response.accepted, expected);
  if (response.cookie !== '') {
    const { host } = request;
    state.sessions.push({ host, cookie: response.cookie, secret, endsAt: state.now + hour, isEnded: false });
  }
  return response;
}

const expectedOf = (
  { expect, now }: State,
  { isRevoked, retiresAt }: KnownSecret,
  ends: readonly number[],
): Expected => (isRevoked ? 'refused' : expect([retiresAt, ...ends], now));

function judge({ report }: State, what: string, accepted: boolean, expected: Expected): void {
  report.tried(`${what}: ${accepted ? 'accepted' : 'refused'}`);
  if (expected === 'either') report.tried('verdicts close to a deadline');
  else if (accepted !== (expected === 'accepted')) {
    report.found(`a ${what} was ${accepted ? 'accepted' : 'refused'}, and had to be ${expected}`);
  }
}
