import { createHmac, randomBytes } from 'node:crypto';

/** Signs the URL that redeems a 2-step session (docs/protocol.md), as an organization's server does. */
export function signRedeemUrl({
  secretKey,
  host,
  sessionId,
}: {
  secretKey: string;
  host: string;
  sessionId: string;
}): string {
  const redeemUrl = `https://${host}/embed/sso/redeem-session`;
  const nonce = randomBytes(16).toString('hex');
  const signature = createHmac('sha256', secretKey)
    .update([redeemUrl, nonce, sessionId].join('\n'))
    .digest('base64url');
  return `${redeemUrl}?${new URLSearchParams({ sessionId, nonce, signature })}`;
}
