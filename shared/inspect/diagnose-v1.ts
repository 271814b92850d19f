import { type InflatedClaims, inflateClaims } from '../embed-url/inflate-claims.ts';
import { isNonce } from '../embed-url/nonce.ts';
import { parseQuery } from '../embed-url/query.ts';
import { findSigningSecret, isSignature } from '../embed-url/signature.ts';
import { verifyLoginUrl } from '../embed-url/verify-login-url.ts';
import { sessionIdOfNonce } from '../sessions/session-id.ts';
import { claimsFinding, claimsTooLarge } from './claims-finding.ts';
import { wrongCompression } from './compression.ts';
import { encodingFinding, missingParameter } from './encoding.ts';
import { type Diagnosis, type Finding, finding } from './inspection.ts';
import type { UrlParts } from './url-parts.ts';

/**
 * Diagnoses a v1 URL.
 *
 * @param options.keys the organization's active secrets, secret id → secret key
 * @param options.customClaims the only claims that it may have besides the known ones; `undefined`: any
 * @param options.now epoch milliseconds
 */
export function diagnoseV1(
  { query, host, path }: UrlParts,
  {
    keys,
    customClaims,
    now,
  }: { keys: Readonly<Record<string, string>>; customClaims: readonly string[] | undefined; now: number },
): Diagnosis {
  const parsed = parseQuery(query);
  const payload = parsed.ok ? parsed.parameters.get('payload') : undefined;
  const signature = parsed.ok ? parsed.parameters.get('signature') : undefined;
  if (payload === undefined) return { finding: missingParameter('payload') };
  const inflated = inflateClaims(payload);
  const context = inflated.ok ? contextOf(inflated.claims) : {};

  const textFinding = payloadTextFinding(payload, inflated) ?? parametersFinding({ payload, signature });
  if (textFinding !== undefined) return { ...context, finding: textFinding };
  if (signature === undefined || signature === '') {
    return { ...context, finding: missingParameter('signature') };
  }
  if (!/^[\w-]+={0,2}$/.test(payload)) {
    const explanation = 'The payload isn’t base64url (RFC 4648, section 5).';
    return { ...context, finding: finding('malformed_payload', explanation) };
  }

  const secretId = findSigningSecret(signature, payload, keys);
  if (secretId === undefined) {
    return { ...context, ...unsignedDiagnosis({ payload, signature, inflated, keys }) };
  }
  const signed = { ...context, secretId };
  if (!inflated.ok) return { ...signed, finding: contentFinding(payload, inflated.problem) };
  const loginUrl = `https://${host}${path}`;
  const verdict = verifyLoginUrl(
    { payload, signature },
    { loginUrl, keys, customClaims, now: Math.floor(now / 1000) },
  );
  if (verdict.ok) return signed;
  return { ...signed, finding: claimsFinding(verdict, { ...inflated, customClaims, loginUrl, now }) };
}

function contextOf(claims: object): Pick<Diagnosis, 'claims' | 'sessionId'> {
  const nonce = 'nonce' in claims ? claims.nonce : undefined;
  return typeof nonce === 'string' && isNonce(nonce)
    ? { claims, sessionId: sessionIdOfNonce(nonce) }
    : { claims };
}

function payloadTextFinding(payload: string, inflated: InflatedClaims): Finding | undefined {
  if (inflated.ok || inflated.problem !== 'truncated' || !/^[\w-]+$/.test(payload)) return undefined;
  if (wrongCompression(payload) !== undefined) return undefined;
  return finding(
    'truncated',
    `The payload ends in the middle of its data, after ${payload.length.toLocaleString('en')} characters: a database column, a log or an email program cut it off. Keep the whole URL, or use 2-step SSO.`,
  );
}

const parametersFinding = ({ payload, signature }: { payload: string; signature: string | undefined }) =>
  encodingFinding('payload', payload) ??
  (signature === undefined ? undefined : encodingFinding('signature', signature));

/** Why no active secret signed this payload. */
function unsignedDiagnosis({
  payload,
  signature,
  inflated,
  keys,
}: {
  payload: string;
  signature: string;
  inflated: InflatedClaims;
  keys: Readonly<Record<string, string>>;
}): Pick<Diagnosis, 'finding'> {
  if (!isSignature(signature)) {
    return { finding: finding('malformed_signature', 'The signature isn’t 32 bytes of base64url.') };
  }
  const isSigned = (text: string): boolean => findSigningSecret(signature, text, keys) !== undefined;
  const unpadded = payload.replace(/=+$/, '');
  if (['', '=', '=='].some((padding) => isSigned(unpadded + padding))) {
    const explanation =
      'The payload was signed with different padding (=) than it was sent with. Sign the exact text that is in the URL.';
    return { finding: finding('padding_changed', explanation) };
  }
  if (inflated.ok && isSigned(inflated.json)) {
    const explanation =
      'The JSON was signed instead of the payload. Sign the payload: the base64url text that is in the URL.';
    return { finding: finding('signed_json', explanation) };
  }
  if (!inflated.ok && wrongCompression(payload) === undefined) {
    const explanation =
      'The payload can’t be decoded and no active secret signed it: a character was changed, lost or added after signing.';
    return { finding: finding('payload_changed', explanation) };
  }
  return {};
}

/** Why a correctly signed payload can't be read. */
function contentFinding(
  payload: string,
  problem: Extract<InflatedClaims, { ok: false }>['problem'],
): Finding {
  if (problem === 'too_large') return claimsTooLarge();
  const compression = wrongCompression(payload);
  if (compression !== undefined && problem !== 'not_json') {
    const used = {
      zlib: 'are compressed with a zlib header (RFC 1950)',
      gzip: 'are compressed as gzip (RFC 1952)',
      none: 'aren’t compressed',
    };
    return finding(
      'wrong_compression',
      `The claims ${used[compression]}; v1 requires raw DEFLATE (RFC 1951): deflateRaw in Node, zlib.compressobj(wbits=-15) in Python.`,
    );
  }
  return finding(
    'malformed_claims',
    'The payload is signed correctly, but it isn’t the raw DEFLATE of one JSON object in UTF-8.',
  );
}
