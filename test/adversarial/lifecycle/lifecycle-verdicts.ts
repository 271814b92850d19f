import type { Report } from '../harness/report.ts';
import { type Ask, isAllowed, type SecretModel } from './secret-model.ts';

/** A state of a secret, from when its change was sent to when the response had arrived. */
type Version = { model: SecretModel; sentAt: number; returnedAt: number };

/**
 * Judges verdicts by the order of events. Everything runs in one process, so the order is certain. A request may have met any
 * state from the last one that was confirmed when it began to the last one that was sent when it ended, at any time that the
 * clock showed meanwhile. If all of them forbid it, it must be refused; if all of them allow it, it must be accepted.
 */
export function lifecycleVerdicts(report: Report, { start }: { start: number }) {
  let moments = 0;
  const times = [{ at: 0, now: start }];
  const versions = new Map<string, Version[]>();
  const historyOf = (secretId: string): Version[] => versions.get(secretId) ?? [];
  return {
    now: (): number => times.at(-1)?.now ?? start,
    /** Sets the clock for everyone at the same moment. */
    pass: (milliseconds: number): void => {
      times.push({ at: ++moments, now: (times.at(-1)?.now ?? start) + milliseconds });
    },
    created: (secretId: string, model: SecretModel): void => {
      versions.set(secretId, [{ model, sentAt: ++moments, returnedAt: moments }]);
    },
    current: (secretId: string): SecretModel => {
      const last = historyOf(secretId).at(-1);
      if (last === undefined) throw new Error('no such secret');
      return last.model;
    },
    /** Changes a secret to a state. */
    changing: async (secretId: string, model: SecretModel, act: () => Promise<void>): Promise<void> => {
      const version = { model, sentAt: ++moments, returnedAt: Number.POSITIVE_INFINITY };
      historyOf(secretId).push(version);
      await act();
      version.returnedAt = ++moments;
    },
    /** @param skew how far the clock of this edge differs */
    judging: async <Answer extends { accepted: boolean; status: number }>(
      { secretId, ask, skew }: { secretId: string; ask: Ask; skew: number },
      act: () => Promise<Answer>,
    ): Promise<Answer> => {
      const beganAt = ++moments;
      const response = await act();
      const endedAt = ++moments;
      const history = historyOf(secretId);
      const first = history.findLastIndex(({ returnedAt }) => returnedAt < beganAt);
      const met = history.slice(Math.max(first, 0)).filter(({ sentAt }) => sentAt < endedAt);
      const shown = times
        .slice(times.findLastIndex(({ at }) => at < beganAt))
        .filter(({ at }) => at < endedAt);
      const verdicts = new Set(
        met.flatMap(({ model }) => shown.map(({ now }) => isAllowed(model, ask, now + skew))),
      );
      report.tried(`${ask} ${response.accepted ? 'accepted' : 'refused'}`);
      if (response.accepted && !verdicts.has(true)) {
        report.found(`a ${ask} was accepted that began after a response, or a deadline, had forbidden it`);
      }
      if (!response.accepted && !verdicts.has(false)) {
        report.found(`a valid ${ask} of an allowed secret got ${response.status}`);
      }
      return response;
    },
  };
}
