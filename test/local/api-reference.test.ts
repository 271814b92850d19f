import { describe, expect, it } from 'vitest';
import { send } from '../support/local.ts';
import { useLocalRun } from '../support/use-local-run.ts';

const ports = useLocalRun();

describe('the API documentation of the local run', () => {
  it('is an OpenAPI document', async () => {
    const { status, headers, body } = await send(ports.web, { target: '/openapi.json' });
    expect([status, headers['content-type']]).toEqual([200, 'application/json']);
    expect(JSON.parse(body)).toMatchObject({ openapi: '3.1.0' });
  });

  it('is a page without scripts, which no other page can frame', async () => {
    const { status, headers, body } = await send(ports.web, { target: '/api' });
    expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(body).toContain('POST /organizations/{organizationId}/embed/secrets');
    expect(body).not.toMatch(/<script|javascript:/i);
  });
});
