import * as v from 'valibot';

/**
 * An object with these members and no others. Unlike Valibot's, it reports every unknown member and not only the
 * first one, and doesn't take `constructor` and the like for known ones.
 */
export function strictObject<const Entries extends v.ObjectEntries>(
  entries: Entries,
): v.StrictObjectSchema<Entries, undefined> {
  const strict = v.strictObject(entries);
  const known = v.object(entries);
  return {
    ...strict,
    '~run'(dataset, config) {
      const input = dataset.value;
      // To Valibot an array is an object too.
      if (Array.isArray(input)) {
        const refused = strict['~run']({ value: undefined }, config);
        for (const issue of refused.issues ?? []) Object.assign(issue, { input, received: 'Array' });
        return refused;
      }
      const result = known['~run'](dataset, config);
      if (typeof input !== 'object' || input === null) return result;
      for (const [key, value] of Object.entries(input)) {
        if (Object.hasOwn(entries, key)) continue;
        const path = { type: 'object', origin: 'key', input: { ...input }, key, value } as const;
        v._addIssue(strict, 'key', result, config, { input: key, expected: 'never', path: [path] });
      }
      return result;
    },
  };
}
