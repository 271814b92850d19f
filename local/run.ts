import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { hostPageHandler } from '../examples/host-page/host-page.ts';
import { originHandler } from '../examples/origin/origin.ts';
import { edgeDynamoDb } from '../lambdas/edge/dynamodb.ts';
import { viewerRequestHandler } from '../lambdas/edge/viewer-request-handler.ts';
import { writeLog } from '../shared/log.ts';
import { adminPageHandler } from './admin-page.ts';
import { type ApiGatewayOptions, apiGateway } from './api-gateway.ts';
import { apiReferencePage } from './api-reference.ts';
import { callAs } from './call-as.ts';
import { cloudFront } from './cloudfront.ts';
import { createTables, startEmbeddedDynamoDb } from './embedded-dynamodb.ts';
import { fetchAs } from './fetch-as.ts';
import { createHandlers } from './functions.ts';
import { listen } from './http.ts';
import type { Ports } from './ports.ts';
import { principalNamed, principalOf, principals } from './principals.ts';
import { seed } from './seed.ts';
import { webHandler } from './web.ts';

export const region = 'us-east-1';
const embedDomain = 'embed.localhost';
const audience = 'http://origin.localhost';
const sessionLengthHours = 24;

export type LocalRunOptions = {
  /** A DynamoDB on this machine. Default: an embedded one. */
  dynamodbEndpoint?: string | undefined;
  /** Keeps the data of the embedded DynamoDB between runs. Default: they are in memory. */
  dataFolder?: string | undefined;
  /** An application on this machine, to be embedded: `http://127.0.0.1:3000`. Default: the sample. */
  originUrl?: string | undefined;
  /** As `publicPaths` of an environment (infra/environments.ts). */
  publicPaths?: readonly string[];
  /** Whether `put-host` requires the proof in DNS, as it does when deployed. Default: no. */
  hostProof?: 'required' | 'off';
  /** An admin page elsewhere, and its principals beside the local run's own. */
  adminPage?: { origin: string; principalOf: ApiGatewayOptions['principalOf'] };
};

/** Every part of the system on this machine, and how to stop them all. */
export type LocalRun = { ports: Ports; dynamodbEndpoint: string; close: () => Promise<void> };

/**
 * Starts the whole system on 127.0.0.1: tables, API, edge, sample origin, pages.
 *
 * @param ports 0 for any that is free
 * @throws {Error} in one sentence for the user, when a port is taken or an address is not on this machine
 */
export async function startLocalRun(
  ports: Ports,
  {
    dynamodbEndpoint,
    dataFolder,
    originUrl,
    publicPaths = [],
    hostProof = 'off',
    adminPage: otherPage,
  }: LocalRunOptions = {},
): Promise<LocalRun> {
  const closing: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const stop of closing.splice(0).reverse()) await stop();
  };
  const opened = <Part extends { close: () => Promise<void> }>(part: Part): Part => {
    closing.push(part.close);
    return part;
  };

  try {
    if (dynamodbEndpoint !== undefined && dataFolder !== undefined) {
      throw new Error('EMBED_DATA is for the embedded DynamoDB: unset it, or AWS_ENDPOINT_URL_DYNAMODB.');
    }
    const endpoint = dynamodbEndpoint ?? opened(await startEmbeddedDynamoDb(dataFolder)).endpoint;
    useLocalAws(endpoint);
    await createTables(new DynamoDBClient());
    await seed();

    const origin = { url: originUrl === undefined ? undefined : loopbackOrigin(originUrl) };
    const config = {
      embedDomain,
      viewerScheme: 'http' as const,
      audience,
      region,
      sessionLengthHours,
      dynamodbEndpoint: endpoint,
    };
    const viewerRequest = viewerRequestHandler(config, {
      dynamodb: edgeDynamoDb(config),
      clock: Date.now,
      log: writeLog,
    });
    const edge = opened(
      await listen(cloudFront({ viewerRequest, originUrl: () => origin.url ?? unstarted(), publicPaths }), {
        port: ports.edge,
        variable: 'EMBED_EDGE_PORT',
      }),
    );
    const handlers = createHandlers({
      EMBED_DOMAIN: `${embedDomain}:${edge.port}`,
      EMBED_HOST_PROOF: hostProof,
      EMBED_SESSION_LENGTH_HOURS: `${sessionLengthHours}`,
    });
    const allowedOrigins = otherPage === undefined ? [] : [otherPage.origin];
    const gateway = apiGateway({
      handlers,
      allowedOrigins: () => allowedOrigins,
      principalOf: (accessKeyId) => principalOf(accessKeyId) ?? otherPage?.principalOf(accessKeyId),
      region,
      clock: Date.now,
    });
    const api = opened(await listen(gateway, { port: ports.api, variable: 'EMBED_API_PORT' }));

    const apiUrl = `http://127.0.0.1:${api.port}`;
    if (originUrl === undefined) {
      const sample = originHandler({
        issuer: `https://${embedDomain}`,
        audience,
        jwksUrl: `http://127.0.0.1:${edge.port}/.well-known/jwks.json`,
        largeClaims: { apiUrl, fetch: fetchAs('application', region) },
      });
      origin.url = new URL(`http://127.0.0.1:${opened(await listen(sample, { port: 0 })).port}`);
    }

    const samplePage = hostPageHandler({
      embedHost: `acme.${embedDomain}:${edge.port}`,
      organizationId: 'acme',
      callApi: callAs(principalNamed('acme-admin'), { port: api.port, region }),
    });
    const adminPage = adminPageHandler({
      apiUrl,
      region,
      embedDomain: `${embedDomain}:${edge.port}`,
      viewerScheme: config.viewerScheme,
      signIn: { kind: 'local', principals },
    });
    const web = opened(
      await listen(webHandler(apiReferencePage(), adminPage, samplePage), {
        port: ports.web,
        variable: 'EMBED_WEB_PORT',
      }),
    );
    allowedOrigins.push(`http://127.0.0.1:${web.port}`, `http://localhost:${web.port}`);

    return { ports: { api: api.port, edge: edge.port, web: web.port }, dynamodbEndpoint: endpoint, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Whatever credentials and profile this shell has are not for here. */
function useLocalAws(endpoint: string): void {
  if (!isLoopback(new URL(endpoint))) {
    throw new Error(
      'AWS_ENDPOINT_URL_DYNAMODB must be on this machine (127.0.0.1, localhost or [::1]): the keys of the local run are public.',
    );
  }
  for (const name of Object.keys(process.env)) {
    if (name.startsWith('AWS_')) delete process.env[name];
  }
  Object.assign(process.env, {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
  });
}

/** Identities are signed with keys of this machine: they are for an application here, and for no other. */
function loopbackOrigin(originUrl: string): URL {
  const url = URL.canParse(originUrl) ? new URL(originUrl) : undefined;
  if (url === undefined || url.protocol !== 'http:' || url.href !== `${url.origin}/` || !isLoopback(url)) {
    throw new Error('EMBED_ORIGIN_URL must be an application on this machine: http://127.0.0.1:<port>.');
  }
  return url;
}

const isLoopback = ({ hostname }: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);

function unstarted(): never {
  throw new TypeError('the origin is not started');
}
