import { createContext, useContext } from 'react';
import type { RuntimeConfig } from '../../runtime-config.ts';
import type { EmbedApi } from '../api/embed-api.ts';
import type { Secrets } from '../secrets/use-secrets.ts';
import type { Notify } from '../ui/notices.tsx';

/** What every view needs: the organization, the signed-in admin and the API. */
export type Admin = {
  organizationId: string;
  principalName: string;
  /** Sees everything but keys, and can change nothing. */
  isReadOnly: boolean;
  config: RuntimeConfig;
  api: EmbedApi;
  secrets: Secrets;
  notify: Notify;
  /** Removes the success notice. */
  clearSuccess: () => void;
  openHelp: () => void;
};

export const AdminContext = createContext<Admin | undefined>(undefined);

export function useAdmin(): Admin {
  const admin = useContext(AdminContext);
  if (admin === undefined) throw new TypeError('useAdmin must be called inside the admin page');
  return admin;
}
