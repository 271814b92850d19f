import { isoTime } from '../../shared/clock.ts';
import { ApiError } from '../../shared/contract/errors.ts';
import { largeClaimsAdvice } from '../../shared/contract/urls.ts';
import { claimsMaxBytes } from '../../shared/embed-url/claims.ts';
import { openableUrl } from '../../shared/embed-url/openable-url.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { isHostOf } from '../../shared/hosts/is-host-of.ts';
import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { type SigningSecret, selectSigningSecret } from '../../shared/secrets/select-signing-secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { invalidField } from './http/parse-members.ts';
import { unknownSecret } from './http/secret-errors.ts';

const defaultExpiresIn = 86_400;

/** 201: a login URL, signed with the named secret or the newest that may, for 24 hours unless the body says otherwise. */
export default defineEmbedOperation(
  'generate-url',
  async (
    { organizationId, body, actor, now, requestId },
    { dynamodb, log, organization, environment: { EMBED_DOMAIN: embedDomain } },
  ) => {
    const { expiresIn = defaultExpiresIn, secretId: named, host: chosen, ...claims } = body;
    const host = (chosen ?? `${organizationId}.${embedDomain}`).toLowerCase();
    requireSize(claims, host);
    if (!(await isHostOf(dynamodb, host, { organizationId, embedDomain }))) {
      throw invalidField('host', 'is not a host of this organization');
    }
    const wanted = { host, contentPath: claims.contentPath, expiresIn };
    const selected = selectSigningSecret(organization, { secretId: named, url: wanted, now });
    if (!selected.ok) throw signingError(selected);
    const { secretId } = selected;
    const secretKey = await readSecretKey(dynamodb, organizationId, secretId);
    if (secretKey === undefined) throw unknownSecret();

    const url = signLoginUrl({ secretKey, host, claims, expiresIn, now });
    log({ event: 'url_generated', organizationId, secretId, actor, requestId });
    return { url: openableUrl(url), expiresAt: isoTime((Math.floor(now / 1000) + expiresIn) * 1000) };
  },
);

/**
 * A URL carries three claims more than its caller sends. The longest URL that 4,096 bytes of claims can become
 * has about 5,700 bytes, well below CloudFront's limit of 8,192.
 */
function requireSize(claims: object, host: string): void {
  const signed = {
    ...claims,
    loginUrl: `https://${host}/embed/login`,
    nonce: 'n'.repeat(32),
    exp: 2_000_000_000,
  };
  const bytes = Buffer.byteLength(JSON.stringify(signed));
  if (bytes <= claimsMaxBytes) return;
  throw invalidField(
    'body',
    `has ${bytes} bytes of claims including those of the signature; at most ${claimsMaxBytes} are allowed${largeClaimsAdvice}`,
    'out_of_range',
  );
}

const signingError = (refused: Extract<SigningSecret, { ok: false }>): ApiError =>
  refused.reason === 'unknown_secret' ? unknownSecret() : new ApiError('no_secret', refused.why);
