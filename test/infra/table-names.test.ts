import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { environmentOf } from '../../infra/environment-schema.ts';
import { environments } from '../../infra/environments.ts';
import { readTemplate, synthesizeWith } from './support/synthesize-with.ts';
import { resourcesOf } from './support/templates.ts';

const restored = 'EmbedSecrets-2026-11-24';

describe('an environment whose EmbedSecrets is a restored table', () => {
  const { api, data, edge, edgeTableNames } = synthesizeWith(
    { tableNames: { EmbedSecrets: restored } },
    (outdir) => ({
      api: readTemplate(outdir, 'EmbedSecretsApi'),
      data: readTemplate(outdir, 'EmbedSecretsData'),
      edge: readTemplate(outdir, 'EmbedSecretsEdge'),
      edgeTableNames: globSync(join(outdir, 'edge/*/config.json')).map(
        (file) => JSON.parse(readFileSync(file, 'utf8')).tableNames.EmbedSecrets,
      ),
    }),
  );

  test('is passed to every function of the API that uses it, which is granted that table instead of the old one', () => {
    const policies = JSON.stringify(resourcesOf(api, 'AWS::IAM::Policy'));
    expect(policies).toContain(`:table/${restored}"`);
    expect(policies).not.toContain(':table/EmbedSecrets"');
    const variables = Object.values(resourcesOf(api, 'AWS::Lambda::Function')).map(
      ({ Properties }) => Properties.Environment.Variables.EMBED_SECRETS_TABLE,
    );
    expect(new Set(variables)).toEqual(new Set([restored]));
  });

  test('is passed to the edge, which is granted that table instead of the old one', () => {
    expect(edgeTableNames).toEqual([restored]);
    const policies = JSON.stringify(resourcesOf(edge, 'AWS::IAM::Policy'));
    expect(policies).toContain(`:table/${restored}"`);
    expect(policies).not.toContain(':table/EmbedSecrets"');
  });

  test('keeps the old table, and watches the restored one', () => {
    const tables = Object.values(resourcesOf(data, 'AWS::DynamoDB::GlobalTable')).map(
      ({ Properties }) => Properties.TableName,
    );
    expect(tables).toEqual(['EmbedSecrets', 'EmbedSessions', 'EmbedEvents']);
    const watched = JSON.stringify(resourcesOf(data, 'AWS::CloudWatch::Alarm'));
    expect(watched).toContain(`"Value":"${restored}"`);
    expect(watched).not.toContain('"Value":"EmbedSecrets"');
  });
});

test.each([
  [{ EmbedSecrets: 'Restored' }, 'tableNames.EmbedSecrets is not EmbedSecrets with something after it'],
  [{ EmbedSecrets: 'EmbedSessions' }, 'tableNames.EmbedSecrets is not EmbedSecrets with something after it'],
  [{ Secrets: 'EmbedSecrets-1' }, 'tableNames.Secrets'],
])('%j is refused: the trail and the alarms would not see that table', (tableNames, fault) => {
  expect(() => environmentOf('staging', { staging: { ...environments.staging, tableNames } })).toThrow(fault);
});
