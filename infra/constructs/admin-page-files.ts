import { type CfnElement, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { CognitoSignIn, RuntimeConfig } from '../../web/runtime-config.ts';
import { AdminPage, type AdminPageProps } from './admin-page.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';
import { wildcardFinding } from './wildcard-finding.ts';

export type AdminPageFilesProps = Pick<AdminPageProps, 'certificate' | 'hostedZone'> & {
  apiUrl: string;
  /** Of the API and the sign-in. */
  region: string;
  embedDomain: string;
  signIn: CognitoSignIn;
  /** The folder with the built page. */
  pageFolder: string;
  retention: LogRetention;
};

/** Adds the admin page: its files, what serves them, and the `config.json` that tells them where the API is. */
export function addAdminPage(scope: Construct, props: AdminPageFilesProps): AdminPage {
  const stack = Stack.of(scope);
  const { apiUrl, region, embedDomain, signIn, pageFolder, retention, certificate, hostedZone } = props;
  const config: RuntimeConfig = {
    apiUrl,
    region,
    embedDomain,
    viewerScheme: 'https',
    signIn,
  };
  const files = new Bucket(scope, 'Files', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    // Everything in it is built again at the next deploy.
    removalPolicy: RemovalPolicy.DESTROY,
  }) as IBucket;
  const page = new AdminPage(scope, 'AdminPage', { certificate, hostedZone, files, config });
  const deployment = new BucketDeployment(scope, 'Deployment', {
    sources: [Source.asset(pageFolder), Source.jsonData('config.json', config)],
    destinationBucket: files,
    // CloudFront asks the bucket each time whether a file is still the same.
    cacheControl: [CacheControl.noCache()],
    retainOnDelete: false,
    // Pages that were open before a deployment still load their views: file names contain a hash of the content.
    prune: false,
    logGroup: new ProtectedLogGroup(scope, 'DeploymentLogs', retention),
  });

  Validations.of(files).acknowledge({
    id: 'AwsSolutions-S1',
    reason: 'Only CloudFront reads it, and what it holds is public.',
  });
  const bucketName = stack.getLogicalId(files.node.defaultChild as CfnElement);
  const copier = deployment.handlerRole.node.scope ?? deployment;
  for (const finding of [
    'AwsSolutions-L1',
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
    ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
      (action) => `AwsSolutions-IAM5[Action::s3:${action}]`,
    ),
    // Without the feature flag for literals, the CDK writes the partition as a reference.
    ...['aws', '<AWS::Partition>'].map((partition) =>
      wildcardFinding(`arn:${partition}:s3:::cdk-hnb659fds-assets-${stack.account}-${stack.region}/*`),
    ),
    wildcardFinding(`<${bucketName}.Arn>/*`),
  ]) {
    Validations.of(copier).acknowledge({
      id: finding,
      reason: "The CDK's own function: it copies files from the CDK's bucket to the page's, at deploys only.",
    });
  }
  return page;
}
