// A js-libp2p peer that tests talk to: one command a line on standard input, one JSON object a line on standard
// output. It listens on loopback alone and ends with its input.
//   dial ADDRESS           connects
//   ping ADDRESS           pings
//   echo ADDRESS BYTES     sends that many bytes on an echo stream and counts what comes back
// With "gossip" as second argument it also speaks gossipsub, with V1's message ids and StrictSign:
//   subscribe TOPIC        comes to a topic; every message on it is an event
//   publish TOPIC BYTES    publishes that many random bytes
//   mesh TOPIC             says who is in its mesh
//   raw ADDRESS HEX        sends bytes on a gossip stream of their own
import { createLibp2p } from 'libp2p'
import { tcp } from '@libp2p/tcp'
import { noise } from '@chainsafe/libp2p-noise'
import { yamux } from '@chainsafe/libp2p-yamux'
import { identify } from '@libp2p/identify'
import { ping } from '@libp2p/ping'
import { generateKeyPair } from '@libp2p/crypto/keys'
import { multiaddr } from '@multiformats/multiaddr'
import { gossipsub } from '@libp2p/gossipsub'
import { createHash, randomBytes } from 'node:crypto'
import { createInterface } from 'node:readline'

const ECHO = '/alys/test/echo/1'
const CHUNK = 10_000

const MESHSUB = '/meshsub/1.1.0'

// SipHash-1-3 with both keys zero, over the length as u64 LE and the bytes.
function siphash (bytes) {
  const mask = (1n << 64n) - 1n
  const left = (x, n) => ((x << n) | (x >> (64n - n))) & mask
  let [a, b, c, d] = [0x736f6d6570736575n, 0x646f72616e646f6dn, 0x6c7967656e657261n, 0x7465646279746573n]
  const round = () => {
    a = (a + b) & mask; c = (c + d) & mask; b = left(b, 13n) ^ a; d = left(d, 16n) ^ c; a = left(a, 32n)
    c = (c + b) & mask; a = (a + d) & mask; b = left(b, 17n) ^ c; d = left(d, 21n) ^ a; c = left(c, 32n)
  }
  const text = Buffer.alloc(8 * Math.ceil((bytes.length + 9) / 8))
  text.writeBigUInt64LE(BigInt(bytes.length), 0)
  text.set(bytes, 8)
  text[text.length - 1] = (bytes.length + 8) & 0xff
  for (let at = 0; at < text.length; at += 8) {
    const word = text.readBigUInt64LE(at)
    d ^= word; round(); a ^= word
  }
  c ^= 0xffn
  round(); round(); round()
  return a ^ b ^ c ^ d
}

const messageId = message => Buffer.from(siphash(message.data).toString(), 'ascii')
const sha256 = bytes => createHash('sha256').update(bytes).digest('hex')
const gossip = process.argv[3] === 'gossip'
  ? { pubsub: gossipsub({ msgIdFn: messageId, emitSelf: false, floodPublish: true, maxOutboundBufferSize: 1 << 26 }) }
  : {}
const say = event => process.stdout.write(JSON.stringify(event) + '\n')

const node = await createLibp2p({
  privateKey: await generateKeyPair(process.argv[2] ?? 'Ed25519'),
  addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
  transports: [tcp()],
  connectionEncrypters: [noise()],
  streamMuxers: [yamux()],
  connectionManager: { inboundConnectionThreshold: 1000 },
  services: { identify: identify(), ping: ping(), ...gossip }
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

node.services.pubsub?.addEventListener('gossipsub:message', ({ detail }) =>
  say({
    event: 'message',
    topic: detail.msg.topic,
    id: Buffer.from(messageId(detail.msg)).toString('hex'),
    hash: sha256(detail.msg.data),
    author: detail.msg.from.toString(),
    from: detail.propagationSource.toString()
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
  },
  async subscribe (topic) {
    node.services.pubsub.subscribe(topic)
  },
  async publish (topic, bytes) {
    const data = randomBytes(Number(bytes))
    const { recipients } = await node.services.pubsub.publish(topic, data)
    say({ event: 'published', hash: sha256(data), peers: recipients.length })
  },
  async mesh (topic) {
    say({ event: 'mesh', peers: node.services.pubsub.getMeshPeers(topic) })
  },
  async raw (address, hex) {
    const stream = await node.dialProtocol(multiaddr(address), MESHSUB)
    stream.send(Buffer.from(hex, 'hex'))
    say({ event: 'sent' })
  }
}

say({ event: 'listening', address: node.getMultiaddrs()[0].toString() })
for await (const line of createInterface({ input: process.stdin })) {
  const [name, ...words] = line.split(' ')
  commands[name](...words).catch(error => say({ event: 'failed', command: name, reason: String(error) }))
}
process.exit(0)
