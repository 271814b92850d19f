import { expect, it } from 'vitest';
import { actorName } from '../../../web/src/activity/actor-name.ts';

it.each([
  ['arn:aws:sts::000000000000:assumed-role/OrganizationAdmin/acme-admin', 'acme-admin', 'OrganizationAdmin'],
  ['arn:aws-cn:iam::123456789012:user/ada', 'ada', 'IAM user'],
  ['arn:aws:iam::123456789012:user/team/ada', 'ada', 'IAM user'],
  ['ada@acme.example', 'ada@acme.example', undefined],
  ['arn:aws:iam::123456789012:root', 'arn:aws:iam::123456789012:root', undefined],
])('shows %s as %s', (actor, name, role) => {
  expect(actorName(actor)).toEqual({ name, role });
});
