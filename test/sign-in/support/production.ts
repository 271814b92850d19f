import { environmentOf } from '../../../infra/environment-schema.ts';
import { adminPageOrigin } from '../../../infra/environments.ts';

export const production = environmentOf('production');
export const pageOrigin = adminPageOrigin(production);
