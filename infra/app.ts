import { embedSecrets } from './embed-secrets.ts';
import { EnvironmentError } from './environments.ts';

/** What `npx cdk … -c environment=<name>` runs. */
try {
  embedSecrets(undefined).synth();
} catch (error) {
  if (!(error instanceof EnvironmentError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
