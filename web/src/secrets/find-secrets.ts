import type { SecretRecord } from '../../../shared/contract/records.ts';

/** Whether a secret's name contains the text, or its key ends with it. A whole key works too, with pasted white space. */
export function matchesSecret({ name, maskedKey }: SecretRecord, text: string): boolean {
  const query = text.trim();
  const pastedKey = /^esk_[A-Za-z0-9]{28}$/.exec(query.replace(/\s/g, ''))?.[0];
  const keyEnd = (pastedKey ?? query).slice(-4);
  const endsWithKey = (pastedKey !== undefined || query.length === 4) && maskedKey.endsWith(keyEnd);
  return endsWithKey || name.toLowerCase().includes(query.toLowerCase());
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Natural order: “Key 2” before “Key 10”. */
export const byName = (a: SecretRecord, b: SecretRecord): number => collator.compare(a.name, b.name);
