declare module 'dynalite' {
  import type { Server } from 'node:http';
  /**
   * @param options.createTableMs how long a table is being created, in milliseconds
   * @param options.path where the data are stored. Default: in memory
   */
  export default function dynalite(options: { createTableMs?: number; path?: string }): Server;
}
