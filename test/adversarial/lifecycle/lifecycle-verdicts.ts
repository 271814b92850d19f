import type { Report } from '../harness/report.ts';
import { type Ask, isAllowed, type SecretModel } from './secret-model.ts';

/** A state of a secret, from when it was asked for to when its response had arrived. */
type Version = { model: SecretModel; askedAt: number; answeredAt: number };

/**
 * Judges verdicts against the order of what happened: all in one process, so that the order is a fact. A request can
 * have met every state from the last that was settled when it began to the last that was asked for when it ended,
 * at every time that the clock showed meanwhile. If all of them forbid it, it must be refused; if all of them allow
 * it, it must be accepted.
 */
export function lifecycleVerdicts(report: Report, { start }: { start: number }) {
  let moments = 0;
  const times = [{ at: 0, now: start }];
  const versions = new Map<string, Version[]>();
  const historyOf = (secretId: string): Version[] => versions.get(secretId) ?? [];
  return {
    now: (): number => times.at(-1)?.now ?? start,
    /** Sets the clock, at one moment for everybody. */
    pass: (milliseconds: number): void => {
      times.push({ at: ++moments, now: (times.at(-1)?.now ?? start) + milliseconds });
    },
    created: (secretId: string, model: SecretModel): void => {
      versions.set(secretId, [{ model, askedAt: ++moments, answeredAt: moments }]);
    },
    current: (secretId: string): SecretModel => {
      const last = historyOf(secretId).at(-1);
      if (last === undefined) throw new Error('no such secret');
      return last.model;
    },
    /** Changes a secret to a state. */
    changing: async (secretId: string, model: SecretModel, act: () => Promise<void>): Promise<void> => {
      const version = { model, askedAt: ++moments, answeredAt: Number.POSITIVE_INFINITY };
      historyOf(secretId).push(version);
      await act();
      version.answeredAt = ++moments;
    },
    /** @param skew how far the clock of the edge that is asked differs */
    judging: async <Answer extends { accepted: boolean; status: number }>(
      { secretId, ask, skew }: { secretId: string; ask: Ask; skew: number },
      act: () => Promise<Answer>,
    ): Promise<Answer> => {
      const beganAt = ++moments;
      const answer = await act();
      const endedAt = ++moments;
      const history = historyOf(secretId);
      const first = history.findLastIndex(({ answeredAt }) => answeredAt < beganAt);
      const met = history.slice(Math.max(first, 0)).filter(({ askedAt }) => askedAt < endedAt);
      const shown = times
        .slice(times.findLastIndex(({ at }) => at < beganAt))
        .filter(({ at }) => at < endedAt);
      const verdicts = new Set(
        met.flatMap(({ model }) => shown.map(({ now }) => isAllowed(model, ask, now + skew))),
      );
      report.tried(`${ask} ${answer.accepted ? 'accepted' : 'refused'}`);
      if (answer.accepted && !verdicts.has(true)) {
        report.found(`a ${ask} was accepted that began after a response, or a deadline, had forbidden it`);
      }
      if (!answer.accepted && !verdicts.has(false)) {
        report.found(`a right ${ask} of an allowed secret got ${answer.status}`);
      }
      return answer;
    },
  };
}
