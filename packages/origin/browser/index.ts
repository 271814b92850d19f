export { embedFetch } from './embed-fetch.ts';
export { reportSession } from './report-session.ts';
