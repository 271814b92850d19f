/** When the old secret of a rotation can retire: hours from now. */
export const overlaps = [
  {
    value: '0',
    label: 'Now',
    description:
      'If the key may have leaked. URLs and sessions of the old secret are rejected immediately (403).',
  },
  { value: '1', label: 'In 1 hour' },
  { value: '24', label: 'In 24 hours', description: 'Enough for most deployments.' },
  { value: '168', label: 'In 7 days' },
  { value: '720', label: 'In 30 days' },
];

/** Exact to two clocks, so a retirement can't be scheduled for this very moment. */
export const retirementTimes = [
  { minutes: 1, label: 'In 1 minute' },
  { minutes: 60, label: 'In 1 hour' },
  { minutes: 1_440, label: 'In 24 hours' },
  { minutes: 10_080, label: 'In 7 days' },
  { minutes: 43_200, label: 'In 30 days' },
];
