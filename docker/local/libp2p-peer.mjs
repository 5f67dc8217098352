// A js-libp2p peer that tests talk to: one command a line on standard input, one JSON object a line on standard
// output. It listens on loopback alone and ends with its input.
//   dial ADDRESS           connects
//   ping ADDRESS           pings
//   echo ADDRESS BYTES     sends that many bytes on an echo stream and counts what comes back
import { createLibp2p } from 'libp2p'
import { tcp } from '@libp2p/tcp'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { identify } from '@libp2p/identify'
import { ping } from '@libp2p/ping'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { multiaddr } from '@multiformats/multiaddr'
import { createHash } from 'node:crypto'
import { createInterface } from 'node:readline'

const ECHO = '/alys/test/echo/1'
const CHUNK = 10_000

const say = event => process.stdout.write(JSON.stringify(event) + '\n')

const node = await createLibp2p({
  privateKey: await generateKeyPair(process.argv[2] ?? 'Ed25519'),
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 1000 },
  services: { identify: identify(), ping: ping() }
})

await node.handle(ECHO, async stream => {
  for await (const bytes of stream) {
    if (!stream.send(bytes.subarray())) await stream.onDrain()
  }
  await stream.close()
})

node.addEventListener('peer:identify', ({ detail }) =>
  say({
    event: 'identified',
    peer: detail.peerId.toString(),
    agent: detail.agentVersion,
    protocols: detail.protocols,
    observed: detail.observedAddr?.toString()
  }))

async function send (stream, size) {
  const sent = createHash('sha256')
  for (let at = 0; at < size; at += CHUNK) {
    const bytes = new Uint8Array(Math.min(CHUNK, size - at)).fill(at / CHUNK)
    sent.update(bytes)
    if (!stream.send(bytes)) await stream.onDrain()
  }
  await stream.close()
  return sent.digest('hex')
}

async function receive (stream) {
  const received = createHash('sha256')
  let size = 0
  for await (const bytes of stream) {
    received.update(bytes.subarray())
    size += bytes.byteLength
  }
  return { size, hash: received.digest('hex') }
}

const commands = {
  async dial (address) {
    const connection = await node.dial(multiaddr(address))
    say({ event: 'dialled', peer: connection.remotePeer.toString() })
  },
  async ping (address) {
    await node.services.ping.ping(multiaddr(address))
    say({ event: 'pinged' })
  },
  async echo (address, bytes) {
    const stream = await node.dialProtocol(multiaddr(address), ECHO)
    const [sent, received] = await Promise.all([send(stream, Number(bytes)), receive(stream)])
    say({ event: 'echoed', size: received.size, same: sent === received.hash })
  }
}

say({ event: 'listening', address: node.getMultiaddrs()[0].toString() })
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...words] = line.split(' ')
  commands[name](...words).catch(error => say({ event: 'failed', command: name, reason: String(error) }))
}
process.exit(0)
