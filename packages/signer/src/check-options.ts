import { isSecretKey } from '../../../shared/secrets/secret-key.ts';

/** @throws {TypeError} if an option is missing its object, or isn't known */
export function checkOptionNames(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw new TypeError('options must be an object');
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown !== undefined) {
    throw new TypeError(`${unknown} isn't an option; the options are ${known.join(', ')}`);
  }
}

/** @throws {TypeError} if a key is missing, or was mistyped or cut off: its checksum tells */
export function checkSecretKey(secretKey: unknown): void {
  if (typeof secretKey !== 'string' || secretKey === '') {
    throw new TypeError('secretKey is required: the key of an embed secret');
  }
  if (!isSecretKey(secretKey)) {
    throw new TypeError(
      "secretKey isn't a valid embed secret key: it has to be esk_ and 28 letters and digits, and its checksum has to match; copy the whole key again",
    );
  }
}

/** @throws {TypeError} if a host isn't a bare host with an optional port */
export function checkHost(host: unknown): void {
  const isHost = typeof host === 'string' && /^[A-Za-z0-9.-]+(?::\d{1,5})?$/.test(host);
  if (!isHost) {
    throw new TypeError('host must be a host name, with its port if it has one, without a scheme or path');
  }
}
