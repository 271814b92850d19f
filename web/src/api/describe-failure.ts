import { errorCodes } from '../../../shared/contract/errors.ts';
import type { ApiFailure } from './api-failure.ts';

/** Explains why a call failed and what to do about it. */
export function describeFailure(
  { reason, message }: ApiFailure,
  {
    organizationId,
    principalName,
    isReadOnly,
  }: { organizationId: string; principalName: string; isReadOnly: boolean },
): { header: string; text: string } {
  switch (reason) {
    case 'unreachable':
      return {
        header: 'Can’t reach the API',
        text: 'No response was received. Check your connection and try again.',
      };
    case 'forbidden':
      if (isReadOnly) {
        return {
          header: 'You have read-only access',
          text: `To change something, ask an organization admin of ${organizationId}.`,
        };
      }
      return {
        header: `${principalName} isn’t allowed to manage Embed for ${organizationId}`,
        text: `Sign in as an organization admin of ${organizationId}, or ask one for help.`,
      };
    case 'embed_disabled':
      return {
        header: `Embed is off for ${organizationId}`,
        text: 'URLs don’t open and secrets can’t be managed until the platform team turns Embed on.',
      };
    case 'unavailable':
      return { header: 'Temporarily unavailable', text: message || 'Please try again in a moment.' };
    case 'internal_error':
      return { header: 'Something went wrong', text: message };
    case 'unexpected':
      return { header: 'Unexpected response from the API', text: 'Please try again in a moment.' };
    default:
      return { header: errorCodes[reason].title, text: message };
  }
}
