/** A load balancer before replicas, as a reverse proxy is: each request to the next of them, and to another where one does not take it. */
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface Balancer {
  /** Where Slack sends to. */
  url: string;
  /** Ports of the replicas that are there. */
  replicas: Set<number>;
  close(): Promise<void>;
}

/** Starts one; replicas come and go in its set. */
export async function startBalancer(): Promise<Balancer> {
  const replicas = new Set<number>();
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    buffer(incoming)
      .then(async (body) => {
        turn++;
        const order = [...replicas];
        for (let n = 0; n < order.length; n++) {
          const port = order[(turn + n) % order.length] as number;
          const taken = await forward(port, incoming.url ?? '/', incoming.headers, body);
          // 503 says that a replica is about to go.
          if (taken === null || taken.status === 503) continue;
          outgoing.writeHead(taken.status, taken.headers).end(taken.body);
          return;
        }
        outgoing.writeHead(502).end();
      })
      .catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/slack/events`,
    replicas,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

type Taken = { status: number; headers: Record<string, string>; body: Buffer } | null;

/** What a replica answers; null where it is gone. */
function forward(port: number, path: string, headers: NodeJS.Dict<string | string[]>, body: Buffer): Promise<Taken> {
  return new Promise((resolve) => {
    const onward = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (response) => {
      buffer(response).then(
        (answer) => {
          const type = response.headers['content-type'];
          resolve({ status: response.statusCode ?? 500, headers: type ? { 'content-type': type } : {}, body: answer });
        },
        () => resolve(null),
      );
    });
    onward.on('error', () => resolve(null));
    onward.end(body);
  });
}
