declare module 'dynalite' {
  import type { Server } from 'node:http';
  /** @param options.createTableMs how long a table is being created, in milliseconds */
  export default function dynalite(options: { createTableMs?: number }): Server;
}
