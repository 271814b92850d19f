import { adminPageOrigin } from '../../../infra/constructs/admin-page-host.ts';
import { environmentOf } from '../../../infra/environment-schema.ts';

export const production = environmentOf('production');
export const pageOrigin = adminPageOrigin(production);
