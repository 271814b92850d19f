import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudFrontRequestEvent, CloudFrontRequestResult } from 'aws-lambda';
import { cloudFront } from '../../../local/cloudfront.ts';
import { listen } from '../../../local/http.ts';
import { deployedFunction } from '../../bundle/support/deployed-function.ts';
import { startLambda } from '../../bundle/support/lambda.ts';
import { resourceOf, type Template } from '../../infra/support/templates.ts';

/** The edge of a deployed environment: its function behind a CloudFront of this machine. */
export type DeployedEdge = { address: string; log: () => string; close: () => Promise<void> };

/**
 * Runs the edge function that the Edge stack deploys, as its template deploys it. No emulator runs
 * Lambda@Edge, so CloudFront is the local run's; behind it is an application that shows what it was sent.
 *
 * @param outdir the cloud assembly
 * @param endpoint of the emulator: HTTPS of the function ends there
 */
export async function startDeployedEdge(outdir: string, endpoint: string): Promise<DeployedEdge> {
  const file = join(outdir, 'EmbedSecretsEdge.template.json');
  const template: Template = JSON.parse(readFileSync(file, 'utf8'));
  const verifier = startLambda(deployedFunction(resourceOf(template, 'AWS::Lambda::Function'), outdir), {
    region: 'us-east-1',
    network: { EMBED_TEST_HTTPS_PORT: new URL(endpoint).port },
  });
  const application = await listen(
    async (request, response) => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({ identity: request.headers['x-embed-identity'] ?? null }));
    },
    { port: 0 },
  );
  const viewerRequest = async (event: CloudFrontRequestEvent) =>
    (await verifier.invoke(event)) as CloudFrontRequestResult;
  const originUrl = () => new URL(`http://127.0.0.1:${application.port}`);
  const edge = await listen(cloudFront({ viewerRequest, originUrl }), { port: 0 });
  return {
    address: `http://127.0.0.1:${edge.port}`,
    log: verifier.log,
    close: async () => {
      await Promise.all([edge.close(), application.close(), verifier.close()]);
    },
  };
}
