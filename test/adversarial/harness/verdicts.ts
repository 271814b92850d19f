import type { Report } from './report.ts';

/**
 * Judges verdicts against the order of what happened. All in one process, so that the order is a fact: a
 * request began before or after a revocation was requested, or had returned.
 */
export function verdicts(report: Report) {
  let moments = 0;
  const askedFor = new Map<string, number>();
  const answered = new Map<string, number>();
  return {
    /** Revokes a secret; `act` says whether that succeeded. */
    revoking: async (secretId: string, act: () => Promise<boolean>): Promise<void> => {
      if (!askedFor.has(secretId)) askedFor.set(secretId, ++moments);
      if ((await act()) && !answered.has(secretId)) answered.set(secretId, ++moments);
    },
    /** Asks for a verdict on a right credential; gives what `act` gives. */
    judging: async <Answer extends { accepted: boolean; status: number }>(
      { what, secretId }: { what: string; secretId: string },
      act: () => Promise<Answer>,
    ): Promise<Answer> => {
      const beganAt = ++moments;
      const answer = await act();
      const revokedAt = answered.get(secretId);
      report.tried(`${what} ${answer.accepted ? 'accepted' : 'refused'}`);
      if (answer.accepted && revokedAt !== undefined && revokedAt < beganAt) {
        report.found(`a ${what} was accepted that began after the revocation had returned`);
      }
      if (!answer.accepted && !askedFor.has(secretId)) {
        report.found(`a right ${what} of a living secret got ${answer.status}`);
      }
      return answer;
    },
  };
}
