import { randomBytes } from 'node:crypto';
import { signText } from './signature.ts';
import { type RedeemOverrides, redeemText } from './verify-redeem-url.ts';

export type SignRedeemUrlOptions = RedeemOverrides & {
  /** The embed secret's key. */
  secretKey: string;
  /** The host on which the application is embedded, with its port if it has one: `acme.embed.example.com`. */
  host: string;
  /** The ID that create-session returned. */
  sessionId: string;
  /** 32 letters and digits, never used before. Default: a random one. */
  nonce?: string;
};

/**
 * Signs the URL that opens a pending session (2-step SSO, step 2). It can be opened once, on its host only,
 * while the session is pending.
 */
export function signRedeemUrl({
  secretKey,
  host,
  sessionId,
  nonce = randomBytes(16).toString('hex'),
  branch,
  prefersDark,
  theme,
}: SignRedeemUrlOptions): string {
  const redeemUrl = `https://${host}/embed/sso/redeem-session`;
  const overrides = {
    ...(branch === undefined ? {} : { branch }),
    ...(prefersDark === undefined ? {} : { prefersDark }),
    ...(theme === undefined ? {} : { theme }),
  };
  const signature = signText(secretKey, redeemText({ sessionId, nonce, overrides }, redeemUrl));
  return `${redeemUrl}?${new URLSearchParams({ sessionId, nonce, signature, ...overrides })}`;
}
