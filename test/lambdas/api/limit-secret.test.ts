import { describe, expect, it } from 'vitest';
import { secretAdmin } from '../../support/admin.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const organization = () => secretAdmin(database);

describe('limit-secret', () => {
  it('replaces all limits, and removes them', async () => {
    const { call, create, records } = await organization();
    const limited = await call('limit-secret', { paths: ['/a/'], maxExpiresInSeconds: 60 });
    expect(limited).toMatchObject({
      status: 200,
      body: { limits: { paths: ['/a'], maxExpiresInSeconds: 60 } },
    });
    const replaced = await call('limit-secret', { hosts: ['a.example.com'] });
    expect(replaced.body.limits).toEqual({ hosts: ['a.example.com'] });
    expect((await call('limit-secret', {})).body).not.toHaveProperty('limits');

    const created = await create({ name: 'Staging', limits: { paths: ['/b'] } });
    expect(created).toMatchObject({ limits: { paths: ['/b'] } });
    expect((await create({ name: 'Free', limits: {} })).limits).toBeUndefined();
    expect((await records()).map(({ limits }: { limits?: object }) => limits)).toContainEqual({
      paths: ['/b'],
    });
  });

  it('names every field that breaks a rule', async () => {
    const { call } = await organization();
    const body = { paths: ['a'], hosts: ['*'], maxExpiresInSeconds: 0, path: ['/a'] };
    const { status, body: problem } = await call('limit-secret', body);
    expect(status).toBe(400);
    expect(problem.errors.map(({ field }: { field: string }) => field).sort()).toEqual([
      'hosts.0',
      'maxExpiresInSeconds',
      'path',
      'paths.0',
    ]);
  });
});
