import * as v from 'valibot';
import { ApiError } from '../../shared/contract/errors.ts';
import { claimsMaxBytes, type ViewerClaims } from '../../shared/embed-url/claims.ts';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { maxLifetimeSeconds } from '../../shared/embed-url/verify-login-url.ts';
import { isHostOf } from '../../shared/hosts/is-host-of.ts';
import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { isSecretId, newestFirst } from '../../shared/secrets/secret.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { invalidField } from './http/body.ts';
import { changeRefused } from './http/change-refused.ts';
import { claimsBody, withoutMembers } from './http/claims-body.ts';

const lifetime = `must be a whole number of seconds from 1 to ${maxLifetimeSeconds}`;
const advice = ': 2-step SSO (create-session) keeps the claims out of the URL';
const options = {
  secretId: v.optional(
    v.pipe(v.string('must be a string'), v.check(isSecretId, 'is not the id of a secret')),
  ),
  expiresIn: v.optional(
    v.pipe(
      v.number(lifetime),
      v.integer(lifetime),
      v.minValue(1, lifetime),
      v.maxValue(maxLifetimeSeconds, lifetime),
    ),
  ),
  host: v.optional(v.string('must be a string')),
};

/** 201: a signed login URL. Signed with the named secret or the newest one; for 24 hours unless it says otherwise. */
export const generateUrlHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'generate-url',
      body: claimsBody(options, advice),
      run: async (input, { dynamodb, log, ...dependencies }, { secrets }) => {
        const embedDomain = dependencies.embedDomain();
        const { organizationId, body, actor, now, requestId } = input;
        const { expiresIn = 86_400 } = body;
        const host = (body.host ?? `${organizationId}.${embedDomain}`).toLowerCase();
        const claims = withoutMembers(body, Object.keys(options)) as ViewerClaims;
        requireSize(claims, host);
        if (!(await isHostOf(dynamodb, host, { organizationId, embedDomain }))) {
          throw invalidField('host', 'is not a host of this organization');
        }
        const secretId = body.secretId ?? newestFirst(secrets)[0]?.id;
        if (secretId === undefined) throw noSecret();
        const secretKey = await readSecretKey(dynamodb, organizationId, secretId);
        if (secretKey === undefined) throw changeRefused('unknown_secret');

        const url = signLoginUrl({ secretKey, host, claims, expiresIn, now });
        log({ event: 'url_generated', organizationId, secretId, actor, requestId });
        const expires = Math.floor(now / 1000) + expiresIn;
        return { status: 201, body: { url, expiresAt: new Date(expires * 1000).toISOString() } };
      },
    },
    dependencies,
  );

/**
 * A URL carries three claims more than its caller gives. The longest URL that 4,096 bytes of claims can make
 * has about 5,700 bytes, well below the 8,192 of CloudFront.
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
    `has ${bytes} bytes of claims, with those of the signature; the most is ${claimsMaxBytes}${advice}`,
  );
}

const noSecret = (): ApiError =>
  new ApiError('no_secret', 'The organization has no secret to sign with. Create one first.');

export const handler = generateUrlHandler(lambdaDependencies);
