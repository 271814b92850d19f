import type { Construct } from 'constructs';
import { logGroupName, namePrefix } from './names.ts';

/** The log group of the edge function. Its name is the same in every Region that the function runs in. */
export const edgeLogGroupName = (scope: Construct): string => logGroupName(scope, 'edge');

/** The edge function. Fixed, because its metrics in other Regions are found by its name. */
export const edgeFunctionName = (scope: Construct): string => `${namePrefix(scope)}-viewer-request`;

/** The Region that Lambda@Edge functions and CloudFront's metrics are in. */
export const edgeHomeRegion = 'us-east-1';

/**
 * The Regions that the function can run in: CloudFront's regional edge caches. Add a Region here when AWS does.
 * Until then nothing is logged there, because the function isn't allowed to create a log group, which would neither mask
 * keys nor expire.
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
