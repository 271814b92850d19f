import { describe, expect, it } from 'vitest';
import { testNow } from '../../support/builders.ts';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const seconds = testNow / 1000;
const database = useEdgeDatabase();

/** An organization whose sessions last a number of hours. */
async function organization(sessionLengthHours: number) {
  const built = await edgeOrganization(database, { settings: { sessionLengthHours } });
  /** Opens a URL; returns the `purgeAt` that its session was written with. */
  const open = async (target: string): Promise<unknown> => {
    expect(await built.view(target)).toMatchObject({ status: 302 });
    const written = built.requests.find(({ operation }) => operation === 'UpdateItem');
    if (written?.operation !== 'UpdateItem') throw new Error('no session was written');
    return written.input.ExpressionAttributeValues?.[':purgeAt'];
  };
  return { ...built, open };
}

describe('a used URL is remembered', () => {
  it('until its session ends, if that is later than its expiry', async () => {
    const { signLogin, open } = await organization(24);
    const target = signLogin({}, undefined, { expiresIn: 3600 });
    expect(await open(target)).toBe(seconds + 24 * 3600);
  });

  it('until 60 seconds after its expiry, if that is later than the end of its session', async () => {
    const { signLogin, open } = await organization(1);
    const target = signLogin({}, undefined, { expiresIn: 7 * 86_400 });
    expect(await open(target)).toBe(seconds + 7 * 86_400 + 60);
  });

  it('until 60 seconds after its expiry, if its session ends together with it', async () => {
    const { signLogin, open } = await organization(1);
    const target = signLogin({}, undefined, { expiresIn: 3600 });
    expect(await open(target)).toBe(seconds + 3660);
  });

  it('until its session ends, if it redeems a pending session: another one can’t be redeemed with it', async () => {
    const { pending, signRedeem, open } = await organization(2);
    expect(await open(await signRedeem(await pending()))).toBe(seconds + 2 * 3600);
  });
});
