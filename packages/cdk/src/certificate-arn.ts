import { Stack, Validations } from 'aws-cdk-lib';
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager';
import { StringParameter } from 'aws-cdk-lib/aws-ssm';
import { AwsCustomResource, AwsCustomResourcePolicy, PhysicalResourceId } from 'aws-cdk-lib/custom-resources';
import type { Construct } from 'constructs';
import { namePrefix } from '../../../infra/constructs/names.ts';

/**
 * The ARN of a certificate that the edge stack creates in us-east-1, for a stack in another Region. Stacks can't import
 * outputs of another Region, so a parameter passes it on.
 */
export function certificateArn(scope: Construct, certificate: ICertificate): string {
  const here = Stack.of(scope);
  const there = Stack.of(certificate);
  const parameterName = `/${namePrefix(scope)}/certificate-arn`;
  new StringParameter(there, 'CertificateArn', { parameterName, stringValue: certificate.certificateArn });
  here.addStackDependency(there);
  const read = new AwsCustomResource(scope, 'CertificateArn', {
    onUpdate: {
      service: 'SSM',
      action: 'GetParameter',
      parameters: { Name: parameterName },
      region: there.region,
      physicalResourceId: PhysicalResourceId.of(parameterName),
    },
    policy: AwsCustomResourcePolicy.fromSdkCalls({
      resources: [`arn:aws:ssm:${there.region}:${here.account}:parameter${parameterName}`],
    }),
    installLatestAwsSdk: false,
  });
  acknowledgeCustomResource(here);
  return read.getResponseField('Parameter.Value');
}

/** The function that runs custom resources is the CDK's own, one for each stack. */
function acknowledgeCustomResource(stack: Stack): void {
  const provider = stack.node.children.find(({ node }) => node.id.startsWith('AWS'));
  if (provider === undefined) return;
  const reason = "The CDK's own function: it reads one parameter, at deploys only.";
  for (const finding of [
    'L1',
    'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  ]) {
    Validations.of(provider).acknowledge({ id: `AwsSolutions-${finding}`, reason });
  }
}
