import fc from 'fast-check';
import { verifySignature } from '../../../local/sigv4.ts';
import { seed } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { type RawRequest, signRaw } from '../harness/sign-raw.ts';
import { sigV4Mutations } from './sigv4-mutants.ts';
import type { Step } from './viewer-mutants.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const keys: Readonly<Record<string, string>> = { AKIAACME: 'acme', AKIAGLOBEX: 'globex' };

/** The authorizer: returns the access key ID of the signer if the signature is valid. */
export type SignatureVerifier = typeof verifySignature;

/** Mutants of signed API requests: only those that still mean exactly the same are accepted. */
export async function checkSigV4Mutants(
  report: Report,
  {
    count,
    verify = verifySignature,
    shrink = true,
  }: { count: number; verify?: SignatureVerifier; shrink?: boolean },
): Promise<void> {
  const right = Object.entries(keys).flatMap(([accessKeyId, secretAccessKey]) =>
    requests(secretAccessKey).map((request) => signRaw(request, { accessKeyId, secretAccessKey }, now)),
  );
  const check = fc.asyncProperty(fc.nat(right.length - 1), steps, async (subject, taken) => {
    const mutant = taken.reduce((request, step) => {
      const mutation = sigV4Mutations[step.kind % sigV4Mutations.length] as (typeof sigV4Mutations)[number];
      return mutation(request, step, right[step.donor % right.length] as RawRequest);
    }, right[subject] as RawRequest);
    report.tried('API request mutants');
    const acceptedFor = verify(
      { ...mutant, body: Buffer.from(mutant.body) },
      { region: 'us-east-1', service: 'execute-api', secretAccessKeyOf: (id) => keys[id], now },
    );
    if (acceptedFor === undefined) return;
    if (!right.some((request) => says(request) === says(mutant))) throw new Error('accepted');
    report.tried('other spellings of one accepted');
  });
  const result = await fc.check(check, { numRuns: count, seed, endOnFailure: !shrink });
  if (result.failed) {
    report.found(
      `an API request was ${(result.errorInstance as Error).message}: ${JSON.stringify(result.counterexample)}`,
    );
  }
}

const requests = (organization: string): RawRequest[] => {
  const path = `/organizations/${organization}/embed/secrets`;
  const headers = { host: 'api.example.com', 'content-type': 'application/json; charset=utf-8' };
  return [
    { method: 'GET', path, query: '', headers: { host: 'api.example.com' }, body: '' },
    { method: 'GET', path, query: 'cursor=a%2Bb%20c&limit=10&empty=', headers, body: '' },
    { method: 'POST', path, query: '', headers, body: JSON.stringify({ name: 'Zürich  🦊' }) },
    { method: 'DELETE', path: `${path}/01ARZ3NDEKTSV4RRFFQ69G5FAV`, query: 'a=1&a=2', headers, body: '' },
  ];
};

const steps = fc.array(
  fc.record<Step>(
    { kind: fc.nat(), one: fc.nat(), two: fc.nat(), donor: fc.nat() },
    { noNullPrototype: true },
  ),
  { minLength: 1, maxLength: 4, size: 'max' },
);

/** What a handler would read from a request, and the caller: the query as form parameters, the signed headers' words. */
function says({ method, path, query, headers, body }: RawRequest): string {
  const signed = ['host', 'x-amz-date', 'x-amz-content-sha256'].map((name) => headers[name]?.trim());
  const contentType = headers.authorization?.includes('content-type')
    ? words(headers['content-type'] ?? '')
    : '';
  const credential = /Credential=[^,]*/.exec(headers.authorization ?? '')?.[0];
  return JSON.stringify([
    method,
    path,
    [...new URLSearchParams(query)].sort(),
    signed,
    contentType,
    credential,
    body,
  ]);
}

const words = (text: string): string => text.trim().replace(/ +/g, ' ');
