// Runs before the npm scripts that need Node.js 24, also on much older ones.
const needed = 24;
const version = process.versions.node;

if (Number(version.split('.')[0]) < needed) {
  const bundled = ['linux-x64', 'linux-arm64', 'win32-x64'].includes(`${process.platform}-${process.arch}`);
  const howToGetIt = bundled
    ? 'run `npm ci` without --omit=optional, which brings it, or install it from https://nodejs.org'
    : `install it from https://nodejs.org, or with a version manager (nvm install ${needed})`;
  process.stderr.write(
    `Embed Secrets needs Node.js ${needed} or newer, and this is ${version}: ${howToGetIt}.\n`,
  );
  process.exit(1);
}
