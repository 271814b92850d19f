import type { ViewerClaims } from '../api/records.ts';

/** What the form holds. */
export type ViewerFields = { contentPath: string; externalId: string; name: string; further: string };

/** The claims of a filled form; its own fields win over further ones of the same name. */
export const viewerClaims = ({ further, ...fields }: ViewerFields): ViewerClaims => ({
  ...parseFurther(further).claims,
  ...fields,
});

/** Reads the further parameters: a JSON object, or nothing. */
export function parseFurther(text: string): { claims: Record<string, unknown>; error?: string } {
  if (text.trim() === '') return { claims: {} };
  try {
    const claims: unknown = JSON.parse(text);
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) {
      return { claims: claims as Record<string, unknown> };
    }
  } catch {
    // Half-typed JSON is told the same way.
  }
  return { claims: {}, error: 'This is not a JSON object yet.' };
}
