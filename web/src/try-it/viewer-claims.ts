import type { ViewerClaims } from '../api/viewer-claims.ts';

/** The form's input. */
export type ViewerFields = { contentPath: string; externalId: string; name: string; additional: string };

/** The claims of the form. The form's own fields take precedence over additional claims. */
export const viewerClaims = ({ additional, ...fields }: ViewerFields): ViewerClaims => ({
  ...parseAdditional(additional).claims,
  ...fields,
});

/** Parses the additional claims: a JSON object or blank. */
export function parseAdditional(text: string): { claims: Record<string, unknown>; error?: string } {
  if (text.trim() === '') return { claims: {} };
  try {
    const claims: unknown = JSON.parse(text);
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) {
      return { claims: claims as Record<string, unknown> };
    }
  } catch {
    // Reported below, like JSON that isn't an object.
  }
  return { claims: {}, error: 'Enter a JSON object.' };
}
