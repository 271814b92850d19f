import type { SecretRecord } from '../../../shared/contract/records.ts';
import { statusWords } from './secret-status.tsx';

/**
 * Whether a secret's name contains the text, its key ends with it, or it is (the start of) its status. A whole key
 * works too, with pasted white space.
 */
export function matchesSecret({ name, maskedKey, status }: SecretRecord, text: string): boolean {
  const query = text.trim();
  const pastedKey = /^esk_[A-Za-z0-9]{28}$/.exec(query.replace(/\s/g, ''))?.[0];
  const keyEnd = (pastedKey ?? query).slice(-4);
  const endsWithKey = (pastedKey !== undefined || query.length === 4) && maskedKey.endsWith(keyEnd);
  const lower = query.toLowerCase();
  // Fewer letters would find every active secret by the first letters of a name.
  const isStatus = lower.length >= 4 && statusWords[status].some((word) => word.startsWith(lower));
  return endsWithKey || isStatus || name.toLowerCase().includes(lower);
}

const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** Natural order: “Key 2” before “Key 10”. */
export const byName = (a: SecretRecord, b: SecretRecord): number => collator.compare(a.name, b.name);

const statusOrder: readonly SecretRecord['status'][] = ['active', 'retiring', 'disabled', 'retired'];

/** Working secrets first. */
export const byStatus = (a: SecretRecord, b: SecretRecord): number =>
  statusOrder.indexOf(a.status) - statusOrder.indexOf(b.status);
