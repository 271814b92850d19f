import { rmSync } from 'node:fs';
import { buildCdkAssets } from './build-cdk-assets.ts';
import { buildCommand } from './build-command.ts';
import { buildLibrary } from './build-library.ts';

/** `npm run build:packages`: every package to `dist/packages/<name>`, ready for `npm pack`. */
rmSync('dist/packages', { recursive: true, force: true });
await buildLibrary('signer', { '.': 'src/index.ts', './browser': 'browser/index.ts' });
await buildLibrary('origin', { '.': 'src/index.ts', './browser': 'browser/index.ts' });
await buildLibrary('cdk', { '.': 'src/index.ts' }, ['aws-cdk-lib', 'aws-cdk-lib/*', 'constructs']);
await buildCdkAssets('dist/packages/cdk/assets');
await buildCommand('cli', 'cli/embed.ts', 'embed-secrets');
