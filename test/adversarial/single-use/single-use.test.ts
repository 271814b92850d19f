import { expect, it } from 'vitest';
import { atScale } from '../harness/random.ts';
import { makeReport } from '../harness/report.ts';
import { withoutConditions } from '../harness/store-bugs.ts';
import type { StoreBug } from '../revocation/revocation.ts';
import { checkSingleUse } from './single-use.ts';

it('a URL makes one session, and the one whose answer was lost gets in', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: atScale(1000) });
  report.print('single use');
  expect(report.findings()).toEqual([]);
  expect(report.count('answers lost')).toBeGreaterThan(100);
});

it('a write without its condition would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: withoutConditions });
  expect(report.findings()).toContain('one URL made more than one session');
});

it('a lost answer that is taken for a refusal would be found', async () => {
  const report = makeReport();
  await checkSingleUse(report, { rounds: 50, bug: forgetfulOfAttempts });
  expect(report.findings()).toContain('nobody got in, not even the one whose answer was lost');
});

/** Reads no attempt id: whose session it is cannot be told. */
const forgetfulOfAttempts: StoreBug = (dynamodb) => async (request) => {
  const answer = await dynamodb(request);
  return request.operation === 'GetItem' && answer.Item?.attemptId !== undefined
    ? { Item: { ...answer.Item, attemptId: 'unknown' } }
    : answer;
};
