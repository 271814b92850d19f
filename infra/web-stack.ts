import { existsSync } from 'node:fs';
import { Stack, type StackProps } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { HostedZone } from 'aws-cdk-lib/aws-route53';
import type { Construct } from 'constructs';
import type { CognitoSignIn } from '../web/runtime-config.ts';
import { addAdminPage } from './constructs/admin-page-files.ts';
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
    const { certificateArn, hostedZone } = environment;
    addAdminPage(this, {
      ...environment,
      apiUrl,
      signIn,
      pageFolder,
      certificate: Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
      hostedZone: HostedZone.fromHostedZoneAttributes(this, 'Zone', {
        hostedZoneId: hostedZone.id,
        zoneName: hostedZone.name,
      }),
    });
  }
}
