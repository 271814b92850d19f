type Snippet = {
  id: string;
  label: string;
  /** Runs the code, saved under a name of its language. */
  command: string;
  code: string;
};

/**
 * Complete programs that sign a URL with nothing installed: they read the key from EMBED_SECRET_KEY and print the URL.
 *
 * @param options.host with its port, if any
 * @param options.scheme for opening the URL. The signed login URL is always https.
 */
export const signingSnippets = ({ host, scheme }: { host: string; scheme: 'https' | 'http' }): Snippet[] => [
  {
    id: 'node',
    label: 'Node.js',
    command: 'node sign.mjs',
    code: `import { createHmac, randomBytes } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';

const host = '${host}';
const claims = {
  loginUrl: \`https://\${host}/embed/login\`,
  contentPath: '/dashboards/sales',
  externalId: 'user-1', // the signed-in user's ID
  name: 'Ada Lovelace',
  nonce: randomBytes(16).toString('hex'),
  exp: Math.floor(Date.now() / 1000) + 300,
};
const payload = deflateRawSync(JSON.stringify(claims)).toString('base64url');
const hmac = createHmac('sha256', process.env.EMBED_SECRET_KEY);
const signature = hmac.update(payload).digest('base64url');
console.log(\`${scheme}://\${host}/embed/login?payload=\${payload}&signature=\${signature}\`);
`,
  },
  {
    id: 'python',
    label: 'Python',
    command: 'python3 sign.py',
    code: `import base64, hashlib, hmac, json, os, secrets, time, zlib

host = "${host}"
claims = {
    "loginUrl": f"https://{host}/embed/login",
    "contentPath": "/dashboards/sales",
    "externalId": "user-1",  # the signed-in user's ID
    "name": "Ada Lovelace",
    "nonce": secrets.token_hex(16),
    "exp": int(time.time()) + 300,
}
deflate = zlib.compressobj(wbits=-15)
compressed = deflate.compress(json.dumps(claims).encode()) + deflate.flush()
payload = base64.urlsafe_b64encode(compressed).decode().rstrip("=")
key = os.environ["EMBED_SECRET_KEY"].encode()
digest = hmac.new(key, payload.encode(), hashlib.sha256).digest()
signature = base64.urlsafe_b64encode(digest).decode().rstrip("=")
print(f"${scheme}://{host}/embed/login?payload={payload}&signature={signature}")
`,
  },
  {
    id: 'shell',
    label: 'OpenSSL and curl',
    command: 'sh sign.sh',
    code: `# For tests only: other users of this machine can see the key in the list of processes.
host='${host}'
claims=$(cat <<END
{"loginUrl":"https://$host/embed/login","contentPath":"/dashboards/sales",
 "externalId":"user-1","name":"Ada Lovelace",
 "nonce":"$(openssl rand -hex 16)","exp":$(($(date +%s) + 300))}
END
)
base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }
gzipped() { printf '%s' "$claims" | gzip -n; }
# Raw DEFLATE is gzip without its 10-byte header and 8-byte trailer.
payload=$(gzipped | tail -c +11 | head -c $(($(gzipped | wc -c) - 18)) | base64url)
signature=$(printf '%s' "$payload" | openssl dgst -sha256 -hmac "$EMBED_SECRET_KEY" -binary | base64url)
url="${scheme}://$host/embed/login?payload=$payload&signature=$signature"
# Open the URL in a browser, or use it up with: curl --include "$url"
echo "$url"
`,
  },
];
