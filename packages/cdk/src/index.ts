export { EmbedSecrets } from './embed-secrets.ts';
export type { EmbedSecretsProps, PolicyName } from './props.ts';
