import type { OrganizationSettings } from './organization.ts';

/** The only claims that a login URL may have besides the known ones. `undefined`: it may have any. */
export const strictClaims = ({
  settings: { strictClaims: isStrict, customClaims = [] },
}: {
  settings: OrganizationSettings;
}): readonly string[] | undefined => (isStrict === true ? customClaims : undefined);
