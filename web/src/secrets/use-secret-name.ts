import { useState } from 'react';
import * as v from 'valibot';
import { secretNameSchema } from '../../../shared/contract/secret-name.ts';
import { useAdmin } from '../app/admin-context.ts';

/**
 * The name that an admin enters for a secret.
 *
 * @param initial the name to start with, and the ID of the secret that has it, if any
 * @returns `check` validates the name by the API's own rule; `error` is set once it was called
 */
export function useSecretName(initial?: { id?: string; name: string }) {
  const { loaded } = useAdmin().secrets;
  const [value, setValue] = useState(initial?.name ?? '');
  const [wasChecked, setChecked] = useState(false);
  const problem = nameError(value);
  const others = loaded.status === 'ready' ? loaded.value.filter(({ id }) => id !== initial?.id) : [];
  const check = () => {
    setChecked(true);
    return problem === undefined;
  };
  return {
    value,
    check,
    error: wasChecked ? problem : undefined,
    fieldProps: {
      value,
      onChange: setValue,
      warning: others.some(({ name }) => comparable(name) === comparable(value))
        ? 'Another secret has this name. Choose a different name to tell them apart.'
        : undefined,
    },
  };
}

function nameError(name: string): string | undefined {
  const checked = v.safeParse(secretNameSchema, name);
  return checked.success ? undefined : `The name ${checked.issues[0].message}.`;
}

const comparable = (name: string): string => name.trim().normalize('NFKC').toLowerCase();
