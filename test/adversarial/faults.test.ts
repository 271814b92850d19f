import { expect, it } from 'vitest';
import type { DynamoDb } from '../../shared/dynamodb.ts';
import type { ViewerHandler } from '../support/edge.ts';
import { checkFaults, type FaultBug } from './faults.ts';
import { atScale } from './random.ts';
import { makeReport } from './report.ts';
import { neverAgain, revokingInTwoSteps } from './store-bugs.ts';
import { failingWrites, mixedUpReads, type Storm, silence, someFaults } from './storms.ts';

it('a failing table lets nobody in, leaves nothing half done, and is forgotten once it is well', async () => {
  const report = makeReport();
  await checkFaults(report, { instances: atScale(16) });
  report.print('faults');
  expect(report.findings()).toEqual([]);
  expect(report.count('edge requests answered 503')).toBeGreaterThan(0);
  expect(report.count('API requests answered 503')).toBeGreaterThan(0);
});

it.each<[string, Storm, number, FaultBug, RegExp]>([
  ['passes on what it cannot verify', silence, 8, { around: failingOpen }, /was accepted$/],
  ['believes any answer', mixedUpReads, 60, { edge: believingAnything }, /was accepted$|got 302/],
  ['never asks again', someFaults, 16, { edge: neverAgain }, /^after a storm/],
  ['revokes in two steps', failingWrites, 60, { api: revokingInTwoSteps }, /half done/],
])('code that %s would be found', async (_, storm, instances, bug, finding) => {
  const report = makeReport();
  // What a storm meets depends on timing too, which no seed repeats.
  for (let storms = 0; storms < 6 && !report.findings().some((found) => finding.test(found)); storms++) {
    await checkFaults(report, { instances, weather: [storm], bug });
  }
  expect(report.findings()).toContainEqual(expect.stringMatching(finding));
});

function failingOpen(handle: ViewerHandler): ViewerHandler {
  return async (event) => {
    const answer = await handle(event);
    const failed = answer && 'status' in answer && answer.status === '503';
    return failed ? event.Records[0]?.cf.request : answer;
  };
}

/** Takes every organization for the one that was asked for. */
function believingAnything(dynamodb: DynamoDb): DynamoDb {
  return async (request, budget) => {
    const answer = await dynamodb(request, budget);
    if (request.operation !== 'GetItem' || answer.Item === undefined) return answer;
    return { Item: { ...answer.Item, ...request.input.Key } };
  };
}
