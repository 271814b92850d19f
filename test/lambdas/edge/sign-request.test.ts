import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { signRequest } from '../../../lambdas/edge/sign-request.ts';

/** Node's SHA-256 in the form that AWS's signer takes. */
class Sha256 {
  readonly #hash;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash =
      secret === undefined
        ? createHash('sha256')
        : createHmac('sha256', secret as string | NodeJS.ArrayBufferView);
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(data as string | NodeJS.ArrayBufferView);
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

const visible = (maxLength: number) =>
  fc.string({
    unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
    minLength: 1,
    maxLength,
  });

const requests = fc.record({
  host: fc.domain(),
  region: fc.constantFrom('us-east-1', 'eu-central-1', 'ap-southeast-2', 'us-gov-west-1'),
  target: fc.constantFrom('DynamoDB_20120810.GetItem', 'DynamoDB_20120810.BatchGetItem'),
  body: fc.string({ unit: 'binary', maxLength: 200 }).filter((body) => body.isWellFormed()),
  accessKeyId: visible(32),
  secretAccessKey: visible(64),
  sessionToken: fc.option(visible(500), { nil: undefined }),
  now: fc.integer({ min: 0, max: 4_102_444_800_000 }),
});

it('signs as AWS’s own signer does, for any request and any credentials', async () => {
  await fc.assert(
    fc.asyncProperty(requests, async ({ host, region, target, body, now, ...keys }) => {
      const { accessKeyId, secretAccessKey, sessionToken } = keys;
      const credentials = {
        accessKeyId,
        secretAccessKey,
        ...(sessionToken === undefined ? {} : { sessionToken }),
      };
      const { 'content-length': length, ...headers } = signRequest(
        { host, region, target, body },
        credentials,
        now,
      );
      expect(length).toBe(String(new TextEncoder().encode(body).length));
      const signer = new SignatureV4({
        credentials,
        region,
        service: 'dynamodb',
        sha256: Sha256 as never,
        applyChecksum: false,
      });
      const expected = await signer.sign(
        {
          method: 'POST',
          protocol: 'https:',
          hostname: host,
          path: '/',
          headers: { host, 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': target },
          body,
        },
        { signingDate: new Date(now) },
      );
      expect(headers).toEqual(expected.headers);
    }),
    { numRuns: Number(process.env.SIGNED_REQUESTS ?? 2000) },
  );
});
