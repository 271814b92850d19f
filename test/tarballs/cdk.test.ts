import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environmentTag } from '../../infra/constructs/admin-lookup.ts';
import { edgeRegions } from '../../infra/constructs/edge-log-group.ts';
import { scope } from '../../packages/scope.ts';
import { operations } from '../../shared/contract/operations.ts';
import { compilers, resolutions, typeErrors } from './support/compilers.ts';
import { type EmptyProject, emptyProject } from './support/empty-project.ts';

const name = `${scope}/cdk`;
let project: EmptyProject;
beforeAll(() => {
  project = emptyProject('cdk', { linked: ['aws-cdk-lib', 'constructs', 'cdk-nag', '@types/node'] });
});
afterAll(() => project?.remove());

type Template = { Resources: Record<string, { Type: string; Properties: Record<string, unknown> }> };

/** Synthesizes an application that has nothing but the construct, and fails on what cdk-nag finds. */
function synthesize({ region = 'us-east-1', props = '', code = '' }) {
  const outdir = mkdtempSync(join(project.folder, 'cdk.out-'));
  const application = `
    import { EmbedSecrets } from '${name}';
    import { App, Stack, Validations } from 'aws-cdk-lib';
    import { Role, AccountPrincipal } from 'aws-cdk-lib/aws-iam';
    import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
    import { Topic } from 'aws-cdk-lib/aws-sns';
    import { AwsSolutionsChecks } from 'cdk-nag';
    const app = new App({ outdir: '${outdir}' });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    const stack = new Stack(app, 'Mine', { env: { account: '111111111111', region: '${region}' } });
    const origin = new HttpOrigin('application.example.com');
    const embed = new EmbedSecrets(stack, 'Embed', { embedDomain: 'embed.example.com', origin, ${props} });
    ${code}
    app.synth();`;
  writeFileSync(join(project.folder, 'app.mjs'), application);
  // No network: a proxy that nothing listens on.
  const env = { ...process.env, HTTPS_PROXY: 'http://127.0.0.1:9', CI: 'true' };
  execFileSync(process.execPath, ['app.mjs'], { cwd: project.folder, env, stdio: 'pipe' });
  const template = (stack: string) =>
    JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8')) as Template;
  return { outdir, template };
}

const ofType = ({ Resources }: Template, type: string) =>
  Object.values(Resources).filter((resource) => resource.Type === type);

describe('the construct in an empty application', () => {
  it('synthesizes with its two required properties, and passes cdk-nag', () => {
    const { template, outdir } = synthesize({ region: 'eu-central-1' });
    const mine = template('Mine');
    const routes = ofType(mine, 'AWS::ApiGatewayV2::Route').map(({ Properties }) => Properties.RouteKey);
    expect(routes.sort()).toEqual(operations.map(({ method, path }) => `${method} ${path}`).sort());
    expect(ofType(mine, 'AWS::DynamoDB::GlobalTable').map(({ Properties }) => Properties.TableName)).toEqual([
      'EmbedSecrets',
      'EmbedSessions',
      'EmbedEvents',
    ]);
    // Functions look up an admin in a user pool with this tag.
    const [users] = ofType(mine, 'AWS::Cognito::UserPool');
    expect(users?.Properties.UserPoolTags).toMatchObject({ [environmentTag]: 'embed-secrets' });
    expect(ofType(template('Mine-Embed-Edge'), 'AWS::CloudFront::Distribution')).toHaveLength(1);
    for (const region of edgeRegions) template(`Mine-Embed-EdgeLogs-${region}`);
    const [config] = globSync(join(outdir, 'edge/*/config.json')).map(
      (file) => JSON.parse(readFileSync(file, 'utf8')).config,
    );
    expect(config).toMatchObject({ embedDomain: 'embed.example.com', region: 'eu-central-1' });
  });

  it('stays in one stack in us-east-1, under names of its own', () => {
    const { template, outdir } = synthesize({
      props: "namePrefix: 'partner', edgeLogRegions: ['us-east-1'], adminPage: false",
    });
    expect(readdirSync(outdir).filter((file) => file.endsWith('.template.json'))).toEqual([
      'Mine-Embed-EdgeLogs-us-east-1.template.json',
      'Mine.template.json',
    ]);
    const mine = template('Mine');
    const text = JSON.stringify(mine);
    expect(text).toContain('partner-EmbedSecrets');
    expect(text).toContain('alias/partner');
    expect(text).toContain('/partner/api/create-secret');
    expect(text).not.toContain('/embed-secrets/');
    // Not another environment's user pool in the same account, and not its firewall's metrics.
    expect(text).toContain(`{"StringEquals":{"aws:ResourceTag/${environmentTag}":"partner"}}`);
    expect(ofType(mine, 'AWS::WAFv2::WebACL')[0]?.Properties.VisibilityConfig).toMatchObject({
      MetricName: 'partner-EmbedSecretsEdge',
    });
    expect(ofType(mine, 'AWS::Cognito::UserPool')).toEqual([]);
  });

  it('hands its verifier to a distribution of yours', () => {
    const { template } = synthesize({
      props: `createDistribution: false, adminPage: false, edgeLogRegions: [],
        alarmTopic: Topic.fromTopicArn(stack, 'Topic', 'arn:aws:sns:us-east-1:111111111111:alarms')`,
      code: `
        const { Distribution, CachePolicy } = await import('aws-cdk-lib/aws-cloudfront');
        const defaultBehavior = { origin, edgeLambdas: [embed.edgeLambda], cachePolicy: CachePolicy.CACHING_DISABLED };
        const yours = new Distribution(stack, 'Yours', { defaultBehavior });
        for (const id of ['CFR1', 'CFR2', 'CFR3', 'CFR4', 'CFR7']) {
          Validations.of(yours).acknowledge({ id: 'AwsSolutions-' + id, reason: 'Not of this test.' });
        }`,
    });
    const [distribution, ...others] = ofType(template('Mine'), 'AWS::CloudFront::Distribution');
    expect(others).toEqual([]);
    expect(distribution?.Properties.DistributionConfig).toMatchObject({
      DefaultCacheBehavior: {
        LambdaFunctionAssociations: [{ EventType: 'viewer-request', LambdaFunctionARN: expect.anything() }],
      },
    });
    // The edge function's alarms in other Regions still reach the topic.
    expect(JSON.stringify(ofType(template('Mine'), 'AWS::Events::Rule'))).toContain(
      'embed-secrets-edge-function-',
    );
  });

  it('grants an organization, and none other', () => {
    const { template } = synthesize({
      props: 'createDistribution: false, adminPage: false, edgeLogRegions: []',
      code: `
        const role = new Role(stack, 'Role', { assumedBy: new AccountPrincipal('111111111111') });
        embed.grantOrganizationServer(role, 'acme');
`,
    });
    const policies = ofType(template('Mine'), 'AWS::IAM::Policy').filter(({ Properties }) =>
      JSON.stringify(Properties.Roles).includes('Role1ABCC5F0'),
    );
    const text = JSON.stringify(policies);
    expect(text).toContain('/organizations/acme/embed/urls');
    expect(text).not.toContain('PrincipalTag');
    expect(text).not.toContain('/organizations/*');
  });

  it.each([
    ['an embed domain that is none', "embedDomain: 'Embed'", 'Mine/Embed: embedDomain is not a domain name'],
    [
      'too long sessions',
      'sessionLengthHours: 577',
      'sessionLengthHours is not a whole number from 1 to 576',
    ],
    [
      'a public path that covers everything',
      "publicPaths: ['/*']",
      'publicPaths: /* covers more than one folder',
    ],
    ['a prefix with a slash', "namePrefix: 'a/b'", 'namePrefix is not 1 to 24 lower-case letters'],
  ])('refuses %s, by its name', (_, props, message) => {
    expect(() => synthesize({ props })).toThrow(message);
  });
});

it('has no TypeScript sources, and bundles nothing at synthesis', () => {
  const files = globSync('**/*', { cwd: join(project.folder, 'node_modules', name) });
  expect(files.filter((file) => /(?<!\.d)\.ts$|\.map$/.test(file))).toEqual([]);
  expect(readFileSync(join(project.folder, 'node_modules', name, 'index.js'), 'utf8')).not.toContain(
    'esbuild',
  );
});

describe.each(Object.entries(compilers()))("the construct's types in %s", (_, compiler = []) => {
  const code = `import { EmbedSecrets, type EmbedSecretsProps } from '${name}';
    import { Stack } from 'aws-cdk-lib';
    export const embed = (stack: Stack, props: EmbedSecretsProps) => new EmbedSecrets(stack, 'Embed', props).edgeLambda;`;
  // The other ways to find types are the manifest's business. Each takes all of the CDK's types.
  const [resolution] = resolutions;
  it.skipIf(compiler.length === 0)(`fit ${resolution.file} under ${resolution.resolution}`, async () => {
    const options = ['--skipLibCheck'];
    expect(await typeErrors(compiler, { folder: project.folder, code, resolution, options })).toBe('');
  });
});
