// A new instance of the function: loads the bundle of the folder it is started in, then handles each event.
const loadStartedAt = performance.now();
const { handler } = require(`${process.cwd()}/index.js`);
process.send({ ready: true, initMs: performance.now() - loadStartedAt });
process.on('message', async (event) => {
  const startedAt = performance.now();
  const result = await handler(event, {});
  process.send({ result, ms: performance.now() - startedAt });
});
