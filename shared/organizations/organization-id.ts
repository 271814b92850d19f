const pattern = /^(?=.{1,63}$)[a-z0-9]+(-[a-z0-9]+)*$/;
export const reservedOrganizationIds: readonly string[] = ['www', 'api', 'admin'];

/** Whether a text is an organization's id: a lower-case DNS label that is not reserved. */
export const isOrganizationId = (text: string): boolean =>
  pattern.test(text) && !reservedOrganizationIds.includes(text);
