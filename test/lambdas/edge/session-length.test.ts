import { expect, it } from 'vitest';
import { viewerRequestHandler } from '../../../lambdas/edge/viewer-request-handler.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeConfig, viewerEvent } from '../../support/edge.ts';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const database = useEdgeDatabase();

it('a session lasts as long as its organization has set, else as the environment’s default', async () => {
  const { organizationId, host, signLogin } = await edgeOrganization(database);
  const edge = viewerRequestHandler(
    { ...edgeConfig, sessionLengthHours: 8 },
    { dynamodb: database.edge, clock: () => now, log: () => undefined },
  );
  const sessionHours = async () => {
    const result = await edge(viewerEvent({ host, target: signLogin() }));
    const cookie = result?.headers?.['set-cookie']?.[0]?.value;
    return (Number(cookie?.split('.')[4]) - now / 1000) / 3600;
  };
  expect(await sessionHours()).toBe(8);
  await updateSettings(database.sdk, organizationId, { sessionLengthHours: 24 });
  expect(await sessionHours()).toBe(24);
  await updateSettings(database.sdk, organizationId, { sessionLengthHours: null });
  expect(await sessionHours()).toBe(8);
});
