import type { ApiFailure } from './api-failure.ts';

/** Why a call failed, and what to do about it, in plain words. */
export function describeFailure(
  { reason, message }: ApiFailure,
  { organizationId, principalName }: { organizationId: string; principalName: string },
): { header: string; text: string } {
  switch (reason) {
    case 'unreachable':
      return {
        header: 'The API can’t be reached',
        text: 'No answer came. Check your connection, then try again. What you have entered is kept.',
      };
    case 'forbidden':
      return {
        header: `${principalName} may not manage Embed for ${organizationId}`,
        text: `Only an organization admin of ${organizationId} may. Sign in as one, or ask one to do it.`,
      };
    case 'embed_disabled':
      return {
        header: `Embed is off for ${organizationId}`,
        text: 'No URL opens and no secret can be managed until the platform team turns it on.',
      };
    case 'unavailable':
      return { header: 'Temporarily unavailable', text: message || 'Please try again in a moment.' };
    case 'internal_error':
      return { header: 'Something went wrong on our side', text: message };
    case 'not_found':
      return { header: 'Not found', text: message };
    case 'secret_limit':
      return { header: `${organizationId} has as many secrets as it can have`, text: message };
    case 'unexpected':
      return { header: 'The API gave an unexpected answer', text: 'Please try again in a moment.' };
    default:
      return { header: 'The request was refused', text: message };
  }
}
