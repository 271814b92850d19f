import { createContext, useContext } from 'react';
import type { RuntimeConfig } from '../runtime-config.ts';
import type { EmbedApi } from './api/embed-api.ts';
import type { Notify } from './notices.tsx';
import type { Secrets } from './secrets/use-secrets.ts';

/** What every view works with: one organization, and who manages it. */
export type Admin = {
  organizationId: string;
  principalName: string;
  config: RuntimeConfig;
  api: EmbedApi;
  secrets: Secrets;
  notify: Notify;
};

export const AdminContext = createContext<Admin | undefined>(undefined);

export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (admin === undefined) throw new TypeError('not inside the admin page');
  return admin;
}
