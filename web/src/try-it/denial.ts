import * as v from 'valibot';

/** The message that a denied page sends to the page around its iframe. */
const denialMessage = v.object({
  source: v.literal('embed'),
  name: v.literal('error'),
  payload: v.object({ code: v.string(), requestId: v.string() }),
});

export type Denial = { code: string; requestId: string };

/** Parses a message; `undefined` if it is something else. The embedded page can send anything. */
export function parseDenial(message: unknown): Denial | undefined {
  const parsed = v.safeParse(denialMessage, message);
  return parsed.success ? parsed.output.payload : undefined;
}
