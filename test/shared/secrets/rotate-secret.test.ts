import { expect, it } from 'vitest';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { deleteSecret } from '../../../shared/secrets/delete-secret.ts';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { readSecretKey } from '../../../shared/secrets/read-secret-key.ts';
import { rotateSecret } from '../../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../../shared/secrets/schedule-retirement.ts';
import { describeStores, now } from '../../support/stores.ts';

const at = (hours: number): string => new Date(now + hours * 3_600_000).toISOString();

describeStores('a rotation', (store) => {
  async function rotate(
    id: string,
    secretId: string,
    options: Partial<Parameters<typeof rotateSecret>[2]> = {},
  ) {
    const rotation = {
      secretId,
      overlapHours: 24,
      limits: 'inherit',
      actor: 'admin',
      now,
      ...options,
    } as const;
    const rotated = await rotateSecret(store.dynamodb, id, rotation);
    if (!rotated.ok) throw new Error(rotated.reason);
    return rotated;
  }

  it('creates a successor with a key of its own and schedules the old secret, in one update', async () => {
    const id = await store.organization();
    const { secret: old, secretKey: oldKey } = await store.secret(id, 'Production');
    const { secret, secretKey } = await rotate(id, old.id);
    expect(secret).toMatchObject({ name: 'Production', createdBy: 'admin', lifecycle: { replaces: old.id } });
    expect(secretKey).not.toBe(oldKey);
    const organization = await readOrganization(store.dynamodb, id);
    expect(organization?.keys).toEqual({ [old.id]: oldKey, [secret.id]: secretKey });
    expect(organization?.lifecycle[old.id]).toMatchObject({ retiresAt: at(24), replacedBy: secret.id });
  });

  it('without an overlap takes the old key out of verification', async () => {
    const id = await store.organization();
    const { secret: old, secretKey: oldKey } = await store.secret(id);
    const { secret, secretKey } = await rotate(id, old.id, { overlapHours: 0, name: 'After the leak' });
    expect(secret.name).toBe('After the leak');
    const organization = await readOrganization(store.dynamodb, id);
    expect(organization?.keys).toEqual({ [secret.id]: secretKey });
    expect(organization?.retiredKeys).toEqual({ [old.id]: oldKey });
    expect(organization?.lifecycle[old.id]).toMatchObject({ retired: true, retiresAt: at(0) });
    expect(await readSecretKey(store.dynamodb, id, old.id)).toBe(oldKey);
  });

  it('keeps a retirement that comes before the end of the overlap', async () => {
    const id = await store.organization();
    const { secret: old } = await store.secret(id);
    await scheduleRetirement(store.dynamodb, id, { secretId: old.id, retiresAt: at(2), now });
    await rotate(id, old.id, { overlapHours: 24 });
    expect((await readOrganization(store.dynamodb, id))?.lifecycle[old.id]?.retiresAt).toBe(at(2));
  });

  it('hands on the limits, unless it has its own, and never a disablement', async () => {
    const id = await store.organization();
    const limits = { hosts: ['staging.example.com'] };
    const created = await createSecret(store.dynamodb, id, { name: 'x', limits, actor: 'admin', now });
    if (!created.ok) throw new Error(created.reason);
    await disableSecret(store.dynamodb, id, { secretId: created.secret.id, now });
    const inherited = await rotate(id, created.secret.id);
    expect(inherited.secret.lifecycle).toEqual({ replaces: created.secret.id, limits });
    const own = await rotate(id, inherited.secret.id, { limits: { paths: ['/a'] } });
    expect(own.secret.lifecycle.limits).toEqual({ paths: ['/a'] });
    const unlimited = await rotate(id, own.secret.id, { limits: undefined });
    expect(unlimited.secret.lifecycle).toEqual({ replaces: own.secret.id });
    expect((await readOrganization(store.dynamodb, id))?.lifecycle[created.secret.id]?.disabledAt).toBe(
      at(0),
    );
  });

  it('is possible once, and again after the successor was deleted', async () => {
    const id = await store.organization();
    const { secret: old } = await store.secret(id);
    const { secret: successor } = await rotate(id, old.id);
    const again = { secretId: old.id, overlapHours: 24, limits: 'inherit', actor: 'admin', now } as const;
    expect(await rotateSecret(store.dynamodb, id, again)).toEqual({ ok: false, reason: 'already_replaced' });
    await deleteSecret(store.dynamodb, id, { secretId: successor.id, actor: 'admin', now });
    const before = (await readOrganization(store.dynamodb, id))?.lifecycle[old.id]?.retiresAt;
    expect(before).toBe(at(24));
    expect(await rotateSecret(store.dynamodb, id, again)).toMatchObject({ ok: true });
  });

  it('happens once when many calls rotate at once', async () => {
    const id = await store.organization();
    const { secret: old } = await store.secret(id);
    const rotation = { secretId: old.id, overlapHours: 1, limits: 'inherit', actor: 'admin', now } as const;
    const results = await Promise.all(
      Array.from({ length: 6 }, () => rotateSecret(store.dynamodb, id, rotation)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok && result.reason === 'already_replaced')).toHaveLength(5);
    expect(Object.keys((await readOrganization(store.dynamodb, id))?.secrets ?? {})).toHaveLength(2);
  });

  it('at once is possible with 50 secrets, and leads to 51', async () => {
    const id = await store.organization();
    const { secret: leaked } = await store.secret(id, 'Leaked');
    const { secret: other } = await store.secret(id, 'Other');
    for (let made = 2; made < 50; made++) await store.secret(id, `${made}`);
    const rotation = { secretId: leaked.id, limits: 'inherit', actor: 'admin', now } as const;
    const limited = { ok: false, reason: 'secret_limit' };
    expect(await rotateSecret(store.dynamodb, id, { ...rotation, overlapHours: 1 })).toEqual(limited);
    expect(await rotateSecret(store.dynamodb, id, { ...rotation, overlapHours: 0 })).toMatchObject({
      ok: true,
    });
    const organization = await readOrganization(store.dynamodb, id);
    expect(Object.keys(organization?.secrets ?? {})).toHaveLength(51);
    const next = { ...rotation, secretId: other.id, overlapHours: 0 };
    expect(await rotateSecret(store.dynamodb, id, next)).toEqual(limited);
    const change = { name: 'x', actor: 'admin', now };
    expect(await createSecret(store.dynamodb, id, change)).toEqual(limited);
  });
});
