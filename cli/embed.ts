#!/usr/bin/env node
import { run } from './run.ts';
import { processTerminal } from './terminal.ts';

// The reader of a pipe may stop early: `embed-secrets events list | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit();
  throw error;
});

process.exitCode = await run(process.argv.slice(2), processTerminal());
