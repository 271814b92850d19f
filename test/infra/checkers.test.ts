import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { expect, inject, test } from 'vitest';
import { embedSecrets } from '../../infra/embed-secrets.ts';
import { type EnvironmentName, environmentNames } from '../../infra/environments.ts';
import { type Operation, operations, type Permission } from '../../shared/contract/operations.ts';
import { page } from './support/synthesize.ts';

const all: readonly Operation[] = operations;

test('a finding of cdk-nag fails the synthesis: that there is a cloud assembly means there is none', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  try {
    const app = embedSecrets({ outdir, context: { environment: 'dev', web: page } });
    new Bucket(app.node.findChild('EmbedSecretsData'), 'Open');
    expect(() => app.synth()).toThrow();
    const report = readFileSync(join(outdir, 'validation-report.json'), 'utf8');
    expect(report).toContain('"ruleName": "AwsSolutions-S10"');
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test.each(environmentNames)(
  'what cdk-nag finds in %s and is not mended is this, each with its reason',
  (name) => {
    // In a policy, every parameter but the organization's own ID is a `*`.
    const starred = ({ path }: Operation, permission: Permission) =>
      path.replace(permission === 'Operator' ? '' : '{organizationId}', '').includes('{');
    const policies = new Set<Permission>(
      all.flatMap((operation) =>
        operation.permissions.filter((permission) => starred(operation, permission)),
      ),
    );
    const viewed = all.filter(
      ({ method, permissions }) => method === 'GET' && permissions.includes('OrganizationAdmin'),
    );
    expect(acknowledged(name)).toEqual({
      ...(viewed.some((operation) => starred(operation, 'OrganizationAdmin'))
        ? { '/EmbedSecretsApi/OrganizationViewer': ['IAM5'] }
        : {}),
      ...Object.fromEntries(all.map(({ id }) => [`/EmbedSecretsApi/${id}-role`, ['IAM5']])),
      ...Object.fromEntries([...policies].map((policy) => [`/EmbedSecretsApi/${policy}`, ['IAM5']])),
      '/EmbedSecretsData/AuditEvents/Undelivered': ['SQS3'],
      '/EmbedSecretsSignIn/Users/Pool': ['COG8'],
      '/EmbedSecretsMonitoring/Trail/Files': ['S1'],
      '/EmbedSecretsEdge/viewer-request-role': ['IAM5'],
      '/EmbedSecretsEdge/viewer-request': ['L1'],
      '/EmbedSecretsEdge/Distribution': ['CFR1', 'CFR3'],
      '/EmbedSecretsWeb/Files': ['S1'],
      '/EmbedSecretsWeb/AdminPage': ['CFR1', 'CFR2', 'CFR3'],
      '/EmbedSecretsWeb/Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C': ['IAM4', 'IAM5', 'L1'],
    });
  },
);

type Metadata = Record<string, { type: string; data: Record<string, string> }[]>;

/** The rules that are acknowledged, by construct. A rule with findings of its own is so only for those named. */
function acknowledged(environment: EnvironmentName): Record<string, string[]> {
  const { outdir } = inject('syntheses')[environment];
  const rules: Record<string, Set<string>> = {};
  for (const file of readdirSync(outdir).filter((file) => file.endsWith('.metadata.json'))) {
    const metadata: Metadata = JSON.parse(readFileSync(join(outdir, file), 'utf8'));
    for (const [path, entries] of Object.entries(metadata)) {
      for (const { data } of entries.filter(({ type }) => type === 'aws:cdk:acknowledged-rules')) {
        for (const [rule, reason] of Object.entries(data)) {
          expect(reason.length).toBeGreaterThan(40);
          const [, short = rule, finding] = /^Annotation::AwsSolutions-(\w+)(\[.+\])?$/.exec(rule) ?? [];
          if (short.startsWith('IAM')) expect([rule, finding]).toEqual([rule, expect.any(String)]);
          rules[path] = (rules[path] ?? new Set()).add(short);
        }
      }
    }
  }
  return Object.fromEntries(Object.entries(rules).map(([path, found]) => [path, [...found].sort()]));
}

// From PyPI, so not there on every machine: `pipx install cfn-lint`.
test.skipIf(!canRun('cfn-lint')).each(environmentNames)('cfn-lint finds nothing in %s', async (name) => {
  const { outdir } = inject('syntheses')[name];
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  const { stdout } = await promisify(execFile)('cfn-lint', [
    '--ignore-checks',
    // The CDK declares that a function depends on its role, in addition to the reference that implies it.
    'W3005',
    '--template',
    ...templates.map((file) => join(outdir, file)),
  ]);
  expect(stdout).toBe('');
});

function canRun(command: string): boolean {
  try {
    execFileSync(command, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
