import { describe, expect, test } from 'vitest';
import { operations } from '../../shared/contract/operations.ts';
import { resourceOf, resourcesOf, stacksOf, templateOf, textOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsMonitoring');

describe('the trail', () => {
  const trail = () => resourceOf(template(), 'AWS::CloudTrail::Trail').Properties;

  test('records every write to the tables, and reads by anyone but our functions', () => {
    const tables = [
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::DynamoDB::Table'] },
      { Field: 'resources.ARN', StartsWith: ['arn:aws:dynamodb:us-east-1:333333333333:table/Embed'] },
    ];
    const selectors = trail().AdvancedEventSelectors.map(
      ({ FieldSelectors }: Record<string, object[]>) => FieldSelectors,
    );
    expect(selectors).toEqual([
      [
        { Field: 'eventCategory', Equals: ['Management'] },
        { Field: 'readOnly', Equals: ['false'] },
      ],
      [...tables, { Field: 'readOnly', Equals: ['false'] }],
      [
        ...tables,
        { Field: 'readOnly', Equals: ['true'] },
        {
          Field: 'userIdentity.arn',
          NotStartsWith: [
            'arn:aws:sts::333333333333:assumed-role/EmbedSecretsApi-',
            'arn:aws:sts::333333333333:assumed-role/EmbedSecretsEdge-',
          ],
        },
      ],
    ]);
    expect(trail()).not.toHaveProperty('EventSelectors');
  });

  test('is on, and shows if a file of it was changed', () => {
    expect(trail()).toMatchObject({ IsLogging: true, EnableLogFileValidation: true });
  });

  test('leaves out only roles that CloudFormation names after our stacks', () => {
    for (const stack of ['EmbedSecretsApi', 'EmbedSecretsEdge']) {
      const roles = Object.values(resourcesOf(templateOf('production', stack), 'AWS::IAM::Role'));
      expect(roles.length).toBeGreaterThan(0);
      expect(roles.filter(({ Properties }) => Properties.RoleName !== undefined)).toEqual([]);
    }
  });
});

/** The patterns of the metric filters of all stacks, by metric. */
function patternsOf(metric: string): string[] {
  return Object.values(stacksOf('production')).flatMap((stack) =>
    Object.values(resourcesOf(stack, 'AWS::Logs::MetricFilter'))
      .filter(({ Properties }) => Properties.MetricTransformations[0].MetricName === metric)
      .map(({ Properties }) => Properties.FilterPattern),
  );
}

test('verdicts are counted in every Region, by outcome, format and reason', () => {
  const regions = Object.entries(stacksOf('production')).filter(([name]) =>
    name.startsWith('EmbedSecretsEdgeLogs-'),
  );
  for (const [name, stack] of regions) {
    const filters = Object.values(resourcesOf(stack, 'AWS::Logs::MetricFilter')).map(
      ({ Properties }) => Properties,
    );
    const verdicts = filters.find(({ MetricTransformations: [metric] }) => metric.MetricName === 'Verdicts');
    expect([name, verdicts?.FilterPattern, verdicts?.MetricTransformations]).toEqual([
      name,
      '{ ($.event = "viewer_allowed") || ($.event = "viewer_denied") }',
      [
        {
          MetricNamespace: 'EmbedSecrets',
          MetricName: 'Verdicts',
          MetricValue: '1',
          Dimensions: [
            { Key: 'Event', Value: '$.event' },
            { Key: 'Format', Value: '$.format' },
            { Key: 'Reason', Value: '$.reason' },
          ],
        },
      ],
    ]);
  }
});

test('every successful change by an operator is counted', () => {
  const operatorOperations = operations.filter(({ permissions }) => permissions.join() === 'Operator');
  expect(patternsOf('OperatorChanges')).toEqual(
    operatorOperations.map(() => '{ ($.event = "request") && ($.status < 300) }'),
  );
});

test('every revealed key is counted', () => {
  expect(patternsOf('SecretsRevealed')).toEqual(['{ ($.event = "request") && ($.status < 300) }']);
});

test('every revocation that the audit trail misses is counted', () => {
  const api = templateOf('production', 'EmbedSecretsApi');
  const filters = Object.values(resourcesOf(api, 'AWS::Logs::MetricFilter')).filter(
    ({ Properties }) => Properties.MetricTransformations[0].MetricName === 'EventsNotRecorded',
  );
  const counted = filters.map(({ Properties: { LogGroupName, FilterPattern } }) => [
    api.Resources[LogGroupName.Ref]?.Properties.LogGroupName,
    FilterPattern,
  ]);
  expect(counted).toEqual([
    ['/embed-secrets/api/delete-secret', '{ $.event = "event_not_recorded" }'],
    ['/embed-secrets/api/disable-secret', '{ $.event = "event_not_recorded" }'],
    ['/embed-secrets/api/put-organization', '{ $.event = "event_not_recorded" }'],
  ]);
});

test('a saved query finds a request of the API in every log group that has it', () => {
  const { LogGroupNames, QueryString } = resourceOf(template(), 'AWS::Logs::QueryDefinition').Properties;
  const made = Object.values(resourcesOf(templateOf('production', 'EmbedSecretsApi'), 'AWS::Logs::LogGroup'));
  expect([...LogGroupNames].sort()).toEqual(made.map(({ Properties }) => Properties.LogGroupName).sort());
  expect(QueryString).toContain('filter requestId = ');
});

test('a saved query finds a viewer’s request, in every Region that the edge runs in', () => {
  const regions = Object.entries(stacksOf('production')).filter(([name]) =>
    name.startsWith('EmbedSecretsEdgeLogs-'),
  );
  expect(regions.length).toBe(13);
  for (const [, stack] of regions) {
    const [logGroup] = Object.keys(resourcesOf(stack, 'AWS::Logs::LogGroup'));
    const { LogGroupNames, QueryString } = resourceOf(stack, 'AWS::Logs::QueryDefinition').Properties;
    expect(LogGroupNames).toEqual([{ Ref: logGroup }]);
    expect(QueryString).toContain('filter requestId = ');
  }
});

test('the dashboard shows edge, API, tables and canary', () => {
  const body = textOf(
    resourceOf(template(), 'AWS::CloudWatch::Dashboard').Properties.DashboardBody,
    () => '',
  );
  const { widgets } = JSON.parse(body);
  const headings = widgets.flatMap(
    ({ properties }: { properties: { markdown?: string } }) => properties.markdown ?? [],
  );
  expect(headings).toEqual(['# Edge', '# API', '# Tables', '# Canary and audit']);
});
