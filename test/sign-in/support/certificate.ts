import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Why there can be no certificate here; `undefined` if there can. */
export const opensslMissing = (): string | undefined =>
  spawnSync('openssl', ['version']).status === 0 ? undefined : 'needs openssl';

/** A key and a self-signed certificate, which only a browser accepts that accepts any. */
export function selfSignedCertificate(folder: string): { key: Buffer; cert: Buffer } {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const keyType = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const subject = ['-subj', '/CN=embed-secrets-test', '-days', '2'];
  execFileSync('openssl', ['req', '-x509', ...keyType, ...subject, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
