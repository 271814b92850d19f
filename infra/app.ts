import { embedSecrets } from './embed-secrets.ts';
import { NotDeployableError } from './environment-schema.ts';

/** What `npx cdk … -c environment=<name>` runs. */
try {
  embedSecrets().synth();
} catch (error) {
  if (!(error instanceof NotDeployableError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
