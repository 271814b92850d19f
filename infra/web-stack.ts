import { existsSync } from 'node:fs';
import { type CfnElement, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib';
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3';
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { CognitoSignIn, RuntimeConfig } from '../web/runtime-config.ts';
import { AdminPage } from './constructs/admin-page.ts';
import { ProtectedLogGroup } from './constructs/protected-log-group.ts';
import { NotDeployableError } from './environment-schema.ts';
import type { Environment } from './environments.ts';

export type WebStackProps = StackProps & {
  environment: Environment;
  apiUrl: string;
  signIn: CognitoSignIn;
  /** The folder with the built page. */
  pageFolder: string;
};

/** The admin page: its files, their headers, and the `config.json` with the API's address. */
export class WebStack extends Stack {
  /** @throws {NotDeployableError} if the page hasn't been built */
  constructor(
    scope: Construct,
    id: string,
    { environment, apiUrl, signIn, pageFolder, ...props }: WebStackProps,
  ) {
    super(scope, id, props);
    if (!existsSync(`${pageFolder}/index.html`)) {
      throw new NotDeployableError(`The admin page is not built: ${pageFolder} has no index.html.`);
    }
    const { region, retention, embedDomain } = environment;
    const config: RuntimeConfig = {
      apiUrl,
      region,
      embedDomain,
      viewerScheme: 'https',
      signIn,
    };
    const files = new Bucket(this, 'Files', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      // Everything in it is built again at the next deploy.
      removalPolicy: RemovalPolicy.DESTROY,
    }) as IBucket;
    new AdminPage(this, 'AdminPage', { environment, files, config });
    const deployment = new BucketDeployment(this, 'Deployment', {
      sources: [Source.asset(pageFolder), Source.jsonData('config.json', config)],
      destinationBucket: files,
      // CloudFront asks the bucket each time whether a file is still the same.
      cacheControl: [CacheControl.noCache()],
      retainOnDelete: false,
      // Pages that were open before a deployment still load their views: file names contain a hash of the content.
      prune: false,
      logGroup: new ProtectedLogGroup(this, 'DeploymentLogs', retention),
    });

    Validations.of(files).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'Only CloudFront reads it, and its content is public.',
    });
    const bucketName = this.getLogicalId(files.node.defaultChild as CfnElement);
    const copier = deployment.handlerRole.node.scope ?? deployment;
    for (const finding of [
      'L1',
      'IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
      ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
        (action) => `IAM5[Action::s3:${action}]`,
      ),
      `IAM5[Resource::arn:aws:s3:::cdk-hnb659fds-assets-${this.account}-${region}/*]`,
      `IAM5[Resource::<${bucketName}.Arn>/*]`,
    ]) {
      Validations.of(copier).acknowledge({
        id: `AwsSolutions-${finding}`,
        reason:
          "The CDK's own function: it copies files from the CDK's bucket to the page's, at deploys only.",
      });
    }
  }
}
