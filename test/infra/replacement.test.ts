import { fullDiff, ResourceImpact } from '@aws-cdk/cloudformation-diff';
import { describe, expect, test } from 'vitest';
import { environmentNames } from '../../infra/environments.ts';
import { stacksOf, type Template } from './support/templates.ts';

/**
 * What was deployed and must stay what it is: by logical id, with the properties that CloudFormation takes as
 * its identity. A change to it loses the resource in every environment, or requires moving it by hand.
 */
const deployed: Record<string, Template> = {
  EmbedSecretsData: {
    Resources: {
      TablesKeyD3984C03: { Type: 'AWS::KMS::Key', Properties: {} },
      TablesEmbedSecrets9AC0C5A2: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: 'EmbedSecrets',
          KeySchema: [
            { AttributeName: 'partitionKey', KeyType: 'HASH' },
            { AttributeName: 'sortKey', KeyType: 'RANGE' },
          ],
        },
      },
      TablesEmbedSessions41E99275: {
        Type: 'AWS::DynamoDB::GlobalTable',
        Properties: {
          TableName: 'EmbedSessions',
          KeySchema: [{ AttributeName: 'partitionKey', KeyType: 'HASH' }],
        },
      },
    },
  },
  EmbedSecretsEdge: {
    Resources: { Distribution830FAC52: { Type: 'AWS::CloudFront::Distribution', Properties: {} } },
  },
  EmbedSecretsWeb: {
    Resources: { AdminPage742A062C: { Type: 'AWS::CloudFront::Distribution', Properties: {} } },
  },
  // The API's address is in the configuration of those who call it.
  EmbedSecretsApi: {
    Resources: { ApiF70053CD: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } },
  },
};

const harmless = [ResourceImpact.NO_CHANGE, ResourceImpact.WILL_UPDATE];

/** What a deploy of these stacks would do to what is deployed, where that is more than an update. */
function losses(stacks: Record<string, Template>): Record<string, string> {
  const lost: Record<string, string> = {};
  for (const [name, before] of Object.entries(deployed)) {
    const { Resources = {} } = stacks[name] ?? {};
    const kept = Object.entries(Resources).filter(([id]) => id in before.Resources);
    fullDiff(before, { Resources: Object.fromEntries(kept) }).resources.forEachDifference((id, change) => {
      if (!harmless.includes(change.changeImpact)) lost[`${name}/${id}`] = change.changeImpact;
    });
  }
  return lost;
}

test.each(environmentNames)(
  'a deploy of %s replaces no table, no key, no distribution and no API',
  (name) => {
    expect(losses(stacksOf(name))).toEqual({});
  },
);

describe('this test fails for a change that', () => {
  const changed = (change: (stacks: Record<string, Template>) => void) => {
    const stacks = structuredClone(stacksOf('production')) as Record<string, Template>;
    change(stacks);
    return losses(stacks);
  };
  const resource = (stacks: Record<string, Template>, stack: string, id: string) => {
    const found = stacks[stack]?.Resources[id];
    if (found === undefined) throw new TypeError(`no ${id} in ${stack}`);
    return found;
  };
  const table = 'EmbedSecretsData/TablesEmbedSecrets9AC0C5A2';

  test('renames a table', () => {
    const lost = changed((stacks) => {
      resource(stacks, 'EmbedSecretsData', 'TablesEmbedSecrets9AC0C5A2').Properties.TableName = 'Secrets';
    });
    expect(lost).toEqual({ [table]: 'WILL_REPLACE' });
  });

  test('changes a table’s key', () => {
    const lost = changed((stacks) => {
      resource(stacks, 'EmbedSecretsData', 'TablesEmbedSecrets9AC0C5A2').Properties.KeySchema.pop();
    });
    expect(lost).toEqual({ [table]: 'WILL_REPLACE' });
  });

  test('changes a table’s type', () => {
    const lost = changed((stacks) => {
      resource(stacks, 'EmbedSecretsData', 'TablesEmbedSecrets9AC0C5A2').Type = 'AWS::DynamoDB::Table';
    });
    expect(lost).toEqual({ [table]: 'WILL_REPLACE' });
  });

  test.each(
    Object.entries(deployed).flatMap(([stack, { Resources }]) =>
      Object.keys(Resources).map((id) => [stack, id] as const),
    ),
  )('moves a construct, so that it gets another logical id: %s/%s', (stack, id) => {
    const lost = changed((stacks) => {
      const resources = stacks[stack]?.Resources ?? {};
      resources.Moved = resource(stacks, stack, id);
      delete resources[id];
    });
    expect(Object.keys(lost)).toEqual([`${stack}/${id}`]);
  });

  test('renames a stack', () => {
    const lost = changed((stacks) => {
      stacks.EmbedData = stacks.EmbedSecretsData as Template;
      delete stacks.EmbedSecretsData;
    });
    expect(Object.keys(lost)).toEqual(
      Object.keys(deployed.EmbedSecretsData?.Resources ?? {}).map((id) => `EmbedSecretsData/${id}`),
    );
  });
});
