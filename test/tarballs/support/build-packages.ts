import { execFileSync } from 'node:child_process';

/** Builds the packages once for all test files. */
export default function buildPackages(): void {
  execFileSync('npm', ['run', '--silent', 'build:packages'], { stdio: 'inherit' });
}
