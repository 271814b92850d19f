import {
  CustomThemeProperty,
  EmbedEntityFolderContentRoles,
  EmbedSessionMode,
  embedSsoContentDiscovery,
  embedSsoDashboard,
  embedSsoWorkbook,
} from '@omni-co/embed';
import { describe, expect, it } from 'vitest';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { testNow as now } from '../../support/builders.ts';
import { forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';
import { v0Organization } from '../../support/v0-organization.ts';

const database = useEdgeDatabase();
const organization = (parameterSets?: string[][]) => v0Organization(database, parameterSets);

const optional = {
  accessBoost: true,
  branch: 'main',
  connectionRoles: { 'abcd1234-abcd': 'VIEWER' },
  customTheme: { [CustomThemeProperty.DASHBOARD_BACKGROUND]: '#00FF00' },
  customThemeId: 'theme-123',
  email: 'ada+test@example.com',
  entity: 'acme & söhne',
  entityFolderContentRole: EmbedEntityFolderContentRoles.EDITOR,
  entityFolderGroupContentRole: EmbedEntityFolderContentRoles.VIEWER,
  entityFolderLabel: 'Label 100%',
  entityGroupLabel: 'Gruppe ü',
  filterSearchParam: 'f--state=%7B%22is%22%3A%22GA%22%7D&x=1+2',
  groups: ['a', 'b c'],
  linkAccess: '__omni_link_access_open',
  mode: EmbedSessionMode.Application,
  modelRoles: { model: 'QUERIER' },
  prefersDark: 'system',
  preserveEntityFolderContentRole: false,
  theme: 'vibes',
  uiSettings: { showNavigation: false },
  userAttributes: { region: ['FR', 'DE'], quota: 7, name: 'Zoë 🦊 + & %' },
};
type Optional = keyof typeof optional;
const names = Object.keys(optional) as Optional[];
const pick = (...some: Optional[]) => Object.fromEntries(some.map((name) => [name, optional[name]]));

const functions = {
  embedSsoDashboard: (props: object) => embedSsoDashboard({ contentId: 'da24491e', ...props } as never),
  embedSsoWorkbook: (props: object) => embedSsoWorkbook({ contentId: 'da24491e', ...props } as never),
  embedSsoContentDiscovery: (props: object) =>
    embedSsoContentDiscovery({ path: 'entity-folder', ...props } as never),
};
const paths = {
  embedSsoDashboard: '/dashboards/da24491e',
  embedSsoWorkbook: '/w/da24491e/duplicate',
  embedSsoContentDiscovery: '/entity-folder',
};
const each = Object.keys(functions) as (keyof typeof functions)[];

describe.each(each)('%s of @omni-co/embed', (name) => {
  const make = functions[name];

  it('opens with no optional parameter, and with all of them', async () => {
    const { open, viewer } = await organization([[], [...names]]);
    expect(await open(await make(viewer))).toMatchObject({ status: 302, location: paths[name] });
    const { status, location, claims } = await open(await make({ ...viewer, ...optional }));
    expect([status, location]).toEqual([302, `${paths[name]}?${optional.filterSearchParam}`]);
    expect(claims).toEqual({ contentPath: paths[name], externalId: 'user-1', name: 'Ada', ...optional });
  });

  it('opens with a port', async () => {
    const { edge, host, viewer } = await organization([[]]);
    const { pathname, search } = new URL(await make({ ...viewer, port: 4200 }));
    expect(await edge.view({ host: `${host}:4200`, target: pathname + search })).toMatchObject({
      status: 302,
    });
    expect(await edge.view({ host, target: pathname + search })).toMatchObject(forbidden);
  });

  it.each(names)('opens with %s alone, and without it alone', async (parameter) => {
    const others = names.filter((other) => other !== parameter);
    const { open, viewer } = await organization([[parameter], others]);
    const alone = await open(await make({ ...viewer, ...pick(parameter) }));
    expect(alone).toMatchObject({ status: 302, claims: pick(parameter) });
    expect(await open(await make({ ...viewer, ...pick(...others) }))).toMatchObject({ status: 302 });
  });

  it.each(['Zoë', '🦊', 'a+b', 'a&b=c', '100%', '%41', 'Wilé É & Söhne + 1', 'a  b'])(
    'opens with the name %s',
    async (viewerName) => {
      const { open, viewer } = await organization([[]]);
      const url = await make({ ...viewer, name: viewerName, externalId: `x${viewerName}` });
      const { status, claims } = await open(url);
      expect([status, claims.name, claims.externalId]).toEqual([302, viewerName, `x${viewerName}`]);
    },
  );

  it('is refused after the date, and without the setting', async () => {
    const { organizationId, edge, view, viewer } = await organization([[]]);
    const urls = [await make(viewer), await make(viewer), await make(viewer)] as const;
    edge.now = Date.parse('2026-06-30T23:59:59.000Z');
    expect(await view(urls[0])).toMatchObject({ status: 302 });
    edge.now += 1000;
    expect(await view(urls[1])).toMatchObject(forbidden);
    expect(edge.reason()).toBe('v0_not_accepted');
    edge.now = now;
    await updateSettings(database.sdk, organizationId, { acceptV0: null });
    expect(await view(urls[2])).toMatchObject(forbidden);
    const never = await organization();
    expect(await never.view(await make(never.viewer))).toMatchObject(forbidden);
  });
});
