import aws4 from 'aws4';

/** Sends a request to the emulator, signed as for the service. */
export async function awsRequest(
  endpoint: string,
  {
    service,
    region,
    path = '/',
    target,
    body,
  }: {
    service: string;
    region: string;
    path?: string;
    /** `X-Amz-Target`, of the services that take JSON: the action. */
    target?: string;
    body: string;
  },
): Promise<{ status: number; text: string }> {
  const { host } = new URL(endpoint);
  const jsonHeaders = { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': target };
  const { headers } = aws4.sign(
    { host, method: 'POST', path, service, region, body, ...(target ? { headers: jsonHeaders } : {}) },
    { accessKeyId: 'test', secretAccessKey: 'test' },
  );
  const response = await fetch(endpoint + path, {
    method: 'POST',
    headers: headers as Record<string, string>,
    body,
  });
  return { status: response.status, text: await response.text() };
}

/** @returns the new zone's id */
export async function createHostedZone(endpoint: string, name: string): Promise<string> {
  const { text } = await awsRequest(endpoint, {
    service: 'route53',
    region: 'us-east-1',
    path: '/2013-04-01/hostedzone',
    body:
      '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
      `<Name>${name}</Name><CallerReference>test</CallerReference></CreateHostedZoneRequest>`,
  });
  const id = /<Id>\/hostedzone\/(\w+)<\/Id>/.exec(text)?.[1];
  if (id === undefined) throw new Error(`no hosted zone was made: ${text}`);
  return id;
}
