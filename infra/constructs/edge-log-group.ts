/** Where the edge function logs, in the region that it happens to run in. */
export const edgeLogGroupName = '/embed-secrets/edge';

/**
 * Where it may run: CloudFront's regional edge caches. A region that AWS adds is to be added here; until then
 * nothing is logged there, because the function makes no log group by itself: it would be neither masked nor
 * ever emptied.
 */
export const edgeRegions = [
  'us-east-1',
  'us-east-2',
  'us-west-1',
  'us-west-2',
  'eu-central-1',
  'eu-west-1',
  'eu-west-2',
  'ap-northeast-1',
  'ap-northeast-2',
  'ap-south-1',
  'ap-southeast-1',
  'ap-southeast-2',
  'sa-east-1',
] as const;
