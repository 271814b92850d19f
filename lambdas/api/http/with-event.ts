import { ulid } from 'ulid';
import { isoTime } from '../../../shared/clock.ts';
import { ApiError } from '../../../shared/contract/errors.ts';
import type { EventType } from '../../../shared/contract/events.ts';
import { type DynamoDb, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { confirmEvent, retractEvent } from '../../../shared/events/close-event.ts';
import type { EventResult } from '../../../shared/events/event.ts';
import { openEvent } from '../../../shared/events/open-event.ts';
import type { Log } from '../../../shared/log.ts';
import { withinBudget } from './within-budget.ts';

/** How long a change that must never wait for the audit trail waits for it: before, and again afterwards. */
const bestEffortMs = 500;

type EventRequest = { organizationId: string; actor: string; now: number; requestId: string };
type EventContext = { dynamodb: DynamoDb; log: Log };

/** The event of a change that is being made. */
export type OpenEvent = {
  /** Adds what only the change itself knows. */
  describe: (result: EventResult) => void;
  /** The change turned out to be none: what was asked for was so already. */
  unchanged: () => void;
};

type EventOptions = {
  type: EventType;
  secretId?: string;
  secretName?: string | undefined;
  /**
   * `true`: the change isn't made if its event can't be written (503). `false`: it is made after 500 ms all the same,
   * because nothing may delay the end of a leaked key; the log then says so.
   */
  required?: boolean;
};

/**
 * Makes a change with its event in the audit trail: written before the change, confirmed after it, taken back if the
 * change was refused or changed nothing. If the function stops in between, the event remains with an unknown outcome.
 *
 * @param change throws an {@link ApiError} if it is refused; anything else it throws leaves the outcome unknown
 * @throws {TableUnavailableError} if the event is required and can't be written
 */
export async function withEvent<Result>(
  { organizationId, actor, now, requestId }: EventRequest,
  { dynamodb, log }: EventContext,
  { type, secretId, secretName, required = true }: EventOptions,
  change: (event: OpenEvent) => Promise<Result>,
): Promise<Result> {
  const id = ulid(now);
  const secret = {
    ...(secretId === undefined ? {} : { secretId }),
    ...(secretName === undefined ? {} : { secretName }),
  };
  const facts = { organizationId, ...secret, secretName: undefined, actor, requestId };
  const events = () => (required ? dynamodb : withinBudget(dynamodb, AbortSignal.timeout(bestEffortMs)));
  let opened = true;
  try {
    await openEvent(events(), organizationId, { id, at: isoTime(now), type, actor, requestId, ...secret });
  } catch (error) {
    if (required || !(error instanceof TableUnavailableError)) throw error;
    opened = false;
    log({ event: 'event_not_recorded', type, ...facts });
  }

  let result: EventResult = {};
  let changed = true;
  const close = async (attempt: () => Promise<boolean>): Promise<void> => {
    if (!opened) return;
    // The change is made, or refused: its caller learns that, whatever becomes of the event.
    if (!(await attempt().catch(() => false))) log({ event: 'event_not_closed', type, ...facts });
  };
  try {
    const returned = await change({
      describe: (described) => {
        result = { ...result, ...described };
      },
      unchanged: () => {
        changed = false;
      },
    });
    await close(() =>
      changed
        ? confirmEvent(events(), organizationId, id, result)
        : retractEvent(events(), organizationId, id, now),
    );
    if (changed) log({ event: type, ...facts, ...(result.secretId && { secretId: result.secretId }) });
    return returned;
  } catch (error) {
    if (error instanceof ApiError) await close(() => retractEvent(events(), organizationId, id, now));
    throw error;
  }
}
