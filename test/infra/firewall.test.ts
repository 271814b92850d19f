import { describe, expect, test } from 'vitest';
import { resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsEdge');
const distribution = () =>
  resourceOf(template(), 'AWS::CloudFront::Distribution').Properties.DistributionConfig;

describe('the firewall', () => {
  const webAcl = () => resourceOf(template(), 'AWS::WAFv2::WebACL').Properties;
  type Rule = { Name: string; Statement: { RateBasedStatement: Record<string, unknown> }; Action: unknown };
  const rule = (name: string): Rule => webAcl().Rules.find(({ Name }: Rule) => Name === name);

  test('protects the distribution', () => {
    const [id] = Object.keys(resourcesOf(template(), 'AWS::WAFv2::WebACL'));
    expect(webAcl().Scope).toBe('CLOUDFRONT');
    expect(distribution().WebACLId).toEqual({ 'Fn::GetAtt': [id, 'Arn'] });
  });

  test('limits the requests from one address, on all paths', () => {
    expect(rule('RequestsOfOneAddress')).toMatchObject({
      Action: { Block: {} },
      Statement: {
        RateBasedStatement: { AggregateKeyType: 'IP', EvaluationWindowSec: 300, Limit: 10_000 },
      },
    });
    expect(rule('RequestsOfOneAddress').Statement.RateBasedStatement).not.toHaveProperty(
      'ScopeDownStatement',
    );
  });

  test('limits logins more tightly', () => {
    const path = (PositionalConstraint: string, SearchString: string) => ({
      ByteMatchStatement: expect.objectContaining({
        FieldToMatch: { UriPath: {} },
        PositionalConstraint,
        SearchString,
      }),
    });
    expect(rule('LoginsOfOneAddress')).toMatchObject({
      Action: { Block: {} },
      Statement: {
        RateBasedStatement: {
          AggregateKeyType: 'IP',
          EvaluationWindowSec: 60,
          Limit: 100,
          ScopeDownStatement: {
            OrStatement: {
              Statements: [path('EXACTLY', '/embed/login'), path('STARTS_WITH', '/embed/sso/')],
            },
          },
        },
      },
    });
  });

  test('samples no requests, because they would contain signed URLs', () => {
    const visibility = [webAcl(), ...webAcl().Rules].map(({ VisibilityConfig }) => VisibilityConfig);
    expect(visibility.map(({ SampledRequestsEnabled }) => SampledRequestsEnabled)).toEqual([
      false,
      false,
      false,
    ]);
  });
});
