import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

/** The trust policies that a page shows. */
function trustPoliciesOf(path: string): { Action: unknown; Condition: Record<string, object> }[] {
  const page = readFileSync(path, 'utf8');
  return [...page.matchAll(/```json\n(\{\n {2}"Version".*?)```/gs)]
    .flatMap(([, json = '']) => JSON.parse(json.replaceAll('<', '').replaceAll('>', '')).Statement)
    .filter(({ Action }) => [Action].flat().includes('sts:TagSession'));
}

it('every documented role that an organization’s server assumes pins its organization and its session name', () => {
  const policies = trustPoliciesOf('docs/integrate/credentials.md');
  expect(policies.length).toBeGreaterThan(0);
  for (const { Condition } of policies) {
    expect(Condition.StringEquals).toEqual({
      'aws:RequestTag/organization': 'acme',
      'sts:RoleSessionName': 'acme-server',
    });
  }
});
