import { createHmac } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

/** A format of signed URLs. */
export type UrlFormat = {
  name: string;
  /** The path and query of a new URL, signed as protocol.md says and not by the code under test. */
  sign: (visit: Visit) => string;
  /** The parameters that every URL of the format has, besides `signature`. */
  parameters: readonly string[];
  /** Whether unknown parameters are ignored. If not, only the optional ones are allowed, and they matter. */
  ignoresOthers: boolean;
  /** The sets of optional parameters that valid URLs have. */
  optional: readonly Readonly<Record<string, string>>[];
};

export type Visit = {
  host: string;
  secretKey: string;
  nonce: string;
  exp: number;
  claims?: object;
  /** The pending session that a redeem URL opens. */
  sessionId?: string;
  optional?: Readonly<Record<string, string>>;
};

export const v1: UrlFormat = {
  name: 'v1',
  sign: (visit) => signV1(JSON.stringify(v1Claims(visit)), visit),
  parameters: ['payload'],
  ignoresOthers: true,
  optional: [{}],
};

const userAttributes = '{"team":"north & south","regions":["é+1",2]}';

export const v0: UrlFormat = {
  name: 'v0',
  sign: ({ host, secretKey, nonce, optional = {} }) => {
    const required = { contentPath: '/dashboards/1?tab=a b', externalId: 'user-1', name: 'Ada L', nonce };
    return signValues('/embed/login', { host, secretKey, required, optional });
  },
  parameters: ['contentPath', 'externalId', 'name', 'nonce'],
  ignoresOthers: false,
  optional: [{ userAttributes }, { theme: 'dawn', userAttributes }],
};

/** The setting with which an organization accepts the valid v0 URLs. */
export const acceptV0 = {
  until: new Date(Date.now() + 30 * 86_400_000).toISOString(),
  parameterSets: v0.optional.map((parameters) => Object.keys(parameters)),
};

export const redeem: UrlFormat = {
  name: 'redeem',
  sign: ({ host, secretKey, nonce, sessionId = '', optional = {} }) =>
    signValues('/embed/sso/redeem-session', {
      ...{ host, secretKey, required: { nonce, sessionId }, optional },
    }),
  parameters: ['sessionId', 'nonce'],
  ignoresOthers: false,
  optional: [
    { prefersDark: 'system' },
    { prefersDark: 'true', theme: 'dawn' },
    { branch: 'main' },
    { branch: 'main', theme: 'dawn' },
  ],
};

/** The setting with which an organization accepts the valid redeem URLs. */
export const redeemParameterSets = [['branch']];

/** The formats that need only a secret. All checkers attack a new format once it is listed here. */
export const loginFormats: readonly UrlFormat[] = [v1];

/** Every format: v0 needs an organization that accepts it, and a redeem URL its pending session. */
export const urlFormats: readonly UrlFormat[] = [...loginFormats, v0, redeem];

export const v1Claims = ({ host, nonce, exp, claims }: Omit<Visit, 'secretKey'>) => ({
  loginUrl: `https://${host}/embed/login`,
  contentPath: '/dashboards/1',
  externalId: 'user-1',
  name: 'Ada',
  nonce,
  exp,
  ...claims,
});

/** Signs any claims, valid or not. */
const signV1 = (json: string | Buffer, { secretKey }: Pick<Visit, 'secretKey'>): string =>
  signPayload(deflateRawSync(json).toString('base64url'), secretKey);

/** Signs any payload. */
export function signPayload(payload: string, secretKey: string): string {
  const signature = createHmac('sha256', secretKey).update(payload).digest('base64url');
  return `/embed/login?payload=${encodeURIComponent(payload)}&signature=${signature}`;
}

/** Signs values in the given order, the optional ones by name, as the npm client does. */
function signValues(
  path: string,
  {
    host,
    secretKey,
    required,
    optional,
  }: Pick<Visit, 'host' | 'secretKey'> & { required: object; optional: Readonly<Record<string, string>> },
): string {
  const names = Object.keys(optional).sort();
  const values = [
    `https://${host}${path}`,
    ...Object.values(required),
    ...names.map((name) => optional[name]),
  ];
  const text = values.join('\n').trim().replace(/\n\s+/g, '\n');
  const signature = createHmac('sha256', secretKey).update(text).digest('base64url');
  const pairs = Object.entries({ ...required, signature, ...optional });
  return `${path}?${pairs.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}
