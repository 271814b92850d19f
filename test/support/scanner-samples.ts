/** Real in form, checksum included; no secret has it. Joined, so that no scanner finds it in this file. */
const key = ['esk', 'Zz9Zz9Zz9Zz9Zz9Zz9Zz9Z2bdxwj'].join('_');
const body = 'q7Wm2ZkP0xRt5LvB8nYc3J';

/** Lines in which a scanner has to find a key. The flag tells whether its checksum holds. */
export const trueSamples: readonly { line: string; key: string; confirmed: boolean }[] = [
  { line: `EMBED_SECRET_KEY=${key}`, key, confirmed: true },
  { line: `const secretKey = '${key}';`, key, confirmed: true },
  { line: `{"secretKey":"${key}"}`, key, confirmed: true },
  { line: `https://example.com/?key=${key}&x=1`, key, confirmed: true },
  { line: `embed_${key}_old`, key, confirmed: true },
  { line: `mistyped: esk_${body}000000`, key: `esk_${body}000000`, confirmed: false },
];

/** Lines in which it must find none. */
export const falseSamples: readonly string[] = [
  `esk_${'x'.repeat(28)}`,
  `esk_${'0'.repeat(28)}`,
  `esk_${body}00000`,
  `esk_${body}0000000`,
  `ESK_${body}000000`,
  `desk_${body}000000`,
  `esk-${body}000000`,
  'maskedKey: esk_…2wxj',
  'esk_ and 28 characters',
];
