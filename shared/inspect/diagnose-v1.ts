import { claimMessage } from '../embed-url/claim-messages.ts';
import { loginClaimFaults } from '../embed-url/claim-rules.ts';
import { claimsMaxBytes, type LoginClaims } from '../embed-url/claims.ts';
import { parseQuery } from '../embed-url/query.ts';
import { findSigningSecret, isSignature } from '../embed-url/signature.ts';
import { leewaySeconds, maxLifetimeSeconds, verifyLoginUrl } from '../embed-url/verify-login-url.ts';
import { isSessionId, sessionIdOfNonce } from '../sessions/session.ts';
import { encodingFinding, missing } from './encoding.ts';
import { type Diagnosis, duration, type Finding, finding } from './inspection.ts';
import { type Payload, readPayload } from './payload.ts';
import type { UrlParts } from './url-parts.ts';

/**
 * Diagnoses a v1 URL.
 *
 * @param options.keys the organization's live secrets, secret id → secret key
 * @param options.now epoch milliseconds
 */
export function diagnoseV1(
  { query, host, path }: UrlParts,
  { keys, now }: { keys: Readonly<Record<string, string>>; now: number },
): Diagnosis {
  const parsed = parseQuery(query);
  const parameters = parsed.ok ? parsed.parameters : new Map<string, string>();
  const payload = parameters.get('payload') ?? '';
  const signature = parameters.get('signature') ?? '';
  const read = readPayload(payload);
  const claims = read.ok ? { claims: read.claims } : {};
  const sessionId = sessionIdOfNonce(String((read.ok ? (read.claims as Partial<LoginClaims>) : {}).nonce));
  const known = { ...claims, ...(isSessionId(sessionId) ? { sessionId } : {}) };
  const wrong = (found: Finding): Diagnosis => ({ ...known, finding: found });

  if (!read.ok && read.problem === 'truncated' && /^[\w-]+$/.test(payload)) return wrong(cutOff(payload));
  const encoding = encodingFinding('payload', payload) ?? encodingFinding('signature', signature);
  if (encoding !== undefined) return wrong(encoding);
  if (signature === '') return wrong(missing('signature'));
  if (!/^[\w-]+={0,2}$/.test(payload)) {
    return wrong(finding('malformed_payload', 'The payload is not base64url (RFC 4648, section 5).'));
  }

  const secretId = findSigningSecret(signature, payload, keys);
  if (secretId === undefined) return wrong(signatureFinding({ payload, signature, read, keys }));
  const signed = { ...known, secretId };
  if (!read.ok) return { ...signed, finding: contentFinding(read.problem) };
  const verdict = verifyLoginUrl(
    { payload, signature },
    { loginUrl: `https://${host}${path}`, keys, now: Math.floor(now / 1000) },
  );
  if (verdict.ok) return signed;
  return {
    ...signed,
    finding: claimsFinding(verdict, { claims: read.claims, loginUrl: `https://${host}${path}`, now }),
  };
}

const cutOff = (payload: string): Finding =>
  finding(
    'truncated',
    `The payload stops in the middle of its data, after ${payload.length.toLocaleString('en')} characters: a column, a log or a mail program cut it off. Keep the whole URL, or use 2-step SSO.`,
  );

/** Why no live secret signed this payload. */
function signatureFinding({
  payload,
  signature,
  read,
  keys,
}: {
  payload: string;
  signature: string;
  read: Payload;
  keys: Readonly<Record<string, string>>;
}): Finding {
  if (!isSignature(signature))
    return finding('malformed_signature', 'The signature is not base64url of 32 bytes.');
  const bare = payload.replace(/=+$/, '');
  if (['', '=', '=='].some((padding) => findSigningSecret(signature, bare + padding, keys) !== undefined)) {
    return finding(
      'padding_changed',
      'The payload was signed with other padding (=) than it was sent with. Sign the very text that stands in the URL.',
    );
  }
  if (read.ok && findSigningSecret(signature, read.json, keys) !== undefined) {
    return finding(
      'signed_json',
      'The JSON was signed, not the payload. Sign the payload: the base64url text that stands in the URL.',
    );
  }
  if (!read.ok && read.problem !== 'zlib' && read.problem !== 'gzip' && read.problem !== 'not_compressed') {
    return finding(
      'payload_changed',
      'The payload cannot be decoded and no live secret signed it: a character of it was changed, lost or added after signing.',
    );
  }
  return finding('signature_mismatch', '');
}

/** Why a payload that was signed right cannot be read. */
function contentFinding(problem: Extract<Payload, { ok: false }>['problem']): Finding {
  const used = {
    zlib: 'with a zlib header (RFC 1950)',
    gzip: 'as gzip (RFC 1952)',
    not_compressed: 'not at all',
  };
  if (problem in used) {
    return finding(
      'wrong_compression',
      `The claims were compressed ${used[problem as keyof typeof used]}; v1 takes raw DEFLATE (RFC 1951): deflateRaw in Node, zlib.compressobj(wbits=-15) in Python.`,
    );
  }
  if (problem === 'too_large') return tooLarge();
  return finding(
    'malformed_claims',
    'The payload is signed right, but it is not raw DEFLATE of one JSON object in UTF-8.',
  );
}

const tooLarge = (): Finding =>
  finding(
    'claims_too_large',
    `The claims have more than ${claimsMaxBytes.toLocaleString('en')} bytes of JSON. Send fewer attributes.`,
  );

function claimsFinding(
  { reason, field = 'a claim' }: { reason: string; field?: string },
  { claims, loginUrl, now }: { claims: object; loginUrl: string; now: number },
): Finding {
  const { exp, loginUrl: claimed } = claims as LoginClaims;
  const at = typeof exp === 'number' && Math.abs(exp) < 8e12 ? new Date(exp * 1000).toISOString() : '';
  switch (reason) {
    case 'claims_too_large':
      return tooLarge();
    case 'login_url_mismatch':
      return finding(
        'login_url_mismatch',
        `The URL was signed for ${claimed} and is opened at ${loginUrl}. Both must be the same, with the port where there is one, and https.`,
      );
    case 'expired': {
      const ago = duration(now - exp * 1000);
      return finding(
        'expired',
        `The URL expired ${ago} ago, at ${at} (exp ${exp}). Sign a new one for each view.`,
      );
    }
    case 'expires_too_late':
      return exp > 1e11
        ? finding(
            'exp_in_milliseconds',
            `exp is ${exp}, which is in milliseconds. It is in seconds since 1970: ${Math.floor(exp / 1000)}.`,
          )
        : finding(
            'expires_too_late',
            `exp is ${at}, more than ${maxLifetimeSeconds / 86_400} days and ${leewaySeconds} seconds ahead. Sign for 7 days at most.`,
          );
    default:
      return finding('invalid_claim', `${field} ${messageOf(claims)}.`);
  }
}

function messageOf(claims: object): string {
  const [fault] = loginClaimFaults(claims);
  return fault === undefined
    ? 'has a number that cannot be kept exactly; send it as a string'
    : claimMessage(fault);
}
