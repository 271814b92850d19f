import { expect, inject, test } from 'vitest';
import { environmentOf } from '../../infra/environment-schema.ts';
import { environmentNames, environments } from '../../infra/environments.ts';
import { cdkSynth } from './support/synthesize.ts';
import { stacksOf } from './support/templates.ts';

test.each(environmentNames)('%s synthesizes offline, without credentials, and without a warning', (name) => {
  expect(inject('syntheses')[name].output.trim().split('\n')).toEqual([
    expect.stringMatching(/^Successfully synthesized to \S+$/),
    expect.stringMatching(/^Supply a stack id \(.+\) to display its template\.$/),
  ]);
});

test('an environment that is not there fails the command with one sentence that names it', async () => {
  const failure = await cdkSynth('prod', '/nowhere/cdk.out').catch((error) => error);
  expect(failure.code).toBe(1);
  expect(failure.stderr.split('\n')[0]).toBe(
    'There is no environment "prod"; give one of dev, staging, production.',
  );
});

test('a command without an environment lists them', () => {
  expect(() => environmentOf(undefined)).toThrow(
    'No environment is named; give one of dev, staging, production.',
  );
});

test('an environment with something missing fails with one sentence that names both', () => {
  const { certificateArn: _, ...staging } = environments.staging;
  expect(() => environmentOf('staging', { staging })).toThrow(
    'The environment "staging" is incomplete: certificateArn is missing.',
  );
});

test.each([
  ['account', { account: '12345' }, 'account is not 12 digits'],
  ['region', { region: 'Frankfurt' }, 'region is not a region'],
  [
    'a certificate of another region than CloudFront takes',
    { certificateArn: 'arn:aws:acm:eu-central-1:222222222222:certificate/1' },
    'certificateArn is not a certificate in us-east-1, where CloudFront takes them from',
  ],
  ['a longer session than there can be', { sessionDefaults: { sessionLengthHours: 577 } }, 'sessionDefaults'],
  ['an alarm address', { alarmAddress: 'nobody' }, 'alarmAddress is not an e-mail address'],
  [
    'data that would not be kept',
    { retention: { logDays: 30, keepsData: false } },
    'retention.keepsData is not usable',
  ],
])('refuses an invalid environment: %s', (_, wrong, fault) => {
  const staging = { ...environments.staging, ...wrong };
  expect(() => environmentOf('staging', { staging })).toThrow(
    `The environment "staging" is incomplete: ${fault}`,
  );
});

test('each environment has an account of its own: names in it are fixed', () => {
  const accounts = Object.values(environments).map(({ account }) => account);
  expect(new Set(accounts).size).toBe(environmentNames.length);
});

test('each environment goes to its own account and no other', () => {
  for (const name of environmentNames) {
    const { account } = environments[name];
    for (const [stack, { environment }] of Object.entries(stacksOf(name))) {
      expect([stack, environment]).toEqual([stack, expect.stringContaining(`aws://${account}/`)]);
    }
  }
});

test.each(['staging', 'production'] as const)('no stack of %s can be deleted by mistake', (name) => {
  for (const [stack, { terminationProtection }] of Object.entries(stacksOf(name))) {
    expect([stack, terminationProtection]).toEqual([stack, true]);
  }
});

test('every stack of dev can be thrown away, with all that is in it', () => {
  for (const [stack, { terminationProtection, Resources }] of Object.entries(stacksOf('dev'))) {
    expect([stack, terminationProtection ?? false]).toEqual([stack, false]);
    const kept = Object.entries(Resources).filter(([, resource]) => resource.DeletionPolicy === 'Retain');
    // An edge function can't be deleted while it has copies: CloudFront removes them later.
    expect(kept.filter(([, { Type }]) => Type !== 'AWS::Lambda::Version')).toEqual([]);
  }
});
