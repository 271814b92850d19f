import { signRedeemUrl as signParameters } from '../../../shared/embed-url/sign-redeem-url.ts';
import { isSignedValue } from '../../../shared/embed-url/signed-values.ts';
import { checkHost, checkOptionNames, checkSecretKey } from './check-options.ts';

export type SignRedeemUrlOptions = {
  /** The embed secret's key: `esk_` and 28 characters. */
  secretKey: string;
  /** The host on which the application is embedded, with its port if it has one: `acme.embed.example.com`. */
  host: string;
  /** The `sessionId` that create-session returned. */
  sessionId: string;
  /** Overrides the session's claim `branch`. The organization's setting `redeemParameterSets` must list it. */
  branch?: string;
  /** Overrides the session's claim `prefersDark`. */
  prefersDark?: 'true' | 'false' | 'system';
  /** Overrides the session's claim `theme`. */
  theme?: string;
};

const optionNames = ['secretKey', 'host', 'sessionId', 'branch', 'prefersDark', 'theme'];
const darkModes: readonly unknown[] = ['true', 'false', 'system'];

/**
 * Signs the URL that opens a session created with the API (2-step SSO). It can be opened once, on its host
 * only, within 5 minutes of creating the session.
 *
 * @returns an `https:` URL
 * @throws {TypeError} naming the option that breaks a rule, and the rule; never the key or a value
 */
export function signRedeemUrl(options: SignRedeemUrlOptions): string {
  checkOptionNames(options, optionNames);
  const { secretKey, host, sessionId, branch, prefersDark, theme } = options;
  checkSecretKey(secretKey);
  checkHost(host);
  if (typeof sessionId !== 'string' || !/^s\.[A-Za-z0-9]{32}$/.test(sessionId)) {
    throw new TypeError('sessionId must be the sessionId that create-session returned');
  }
  if (prefersDark !== undefined && !darkModes.includes(prefersDark)) {
    throw new TypeError('prefersDark must be one of the strings true, false, system');
  }
  checkText('branch', branch);
  checkText('theme', theme);
  return signParameters({
    secretKey,
    host,
    sessionId,
    ...(branch === undefined ? {} : { branch }),
    ...(prefersDark === undefined ? {} : { prefersDark }),
    ...(theme === undefined ? {} : { theme }),
  });
}

function checkText(name: string, text: unknown): void {
  if (text === undefined) return;
  if (typeof text === 'string' && isSignedValue(text) && text.length <= 255 && !darkModes.includes(text))
    return;
  throw new TypeError(
    `${name} must have 1 to 255 characters, no control characters, no white space around it, and be none of true, false, system`,
  );
}
