// Prints a signed login URL. EMBED_SECRET_KEY: the key. Argument: the host. Standard input: the claims as JSON.
import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { deflateRawSync } from 'node:zlib';

function signLoginUrl(secretKey, host, claims) {
  const loginUrl = `https://${host}/embed/login`;
  const nonce = randomBytes(16).toString('hex');
  const exp = Math.floor(Date.now() / 1000) + 3600;
  const payload = deflateRawSync(JSON.stringify({ ...claims, loginUrl, nonce, exp })).toString('base64url');
  const signature = createHmac('sha256', secretKey).update(payload).digest('base64url');
  return `${loginUrl}?payload=${payload}&signature=${signature}`;
}

const claims = JSON.parse(readFileSync(0, 'utf8'));
process.stdout.write(`${signLoginUrl(process.env.EMBED_SECRET_KEY, process.argv[2], claims)}\n`);
