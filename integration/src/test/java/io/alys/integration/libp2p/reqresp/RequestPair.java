package io.alys.integration.libp2p.reqresp;

import io.alys.integration.libp2p.SeededRandom;
import io.alys.integration.libp2p.connection.DialResult;
import io.alys.integration.libp2p.connection.Events;
import io.alys.integration.libp2p.connection.Host;
import io.alys.integration.libp2p.connection.HostBuilder;
import io.alys.integration.libp2p.connection.PeerConnection;
import io.alys.integration.libp2p.connection.StreamProtocol;
import io.alys.integration.libp2p.identity.KeyType;
import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multiaddr.Multiaddr;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Two hosts, one of which answers requests. */
final class RequestPair implements AutoCloseable {

  static final RequestProtocol BLOCKS =
      protocol("/eth2/chain/req/blocks_by_range/1/ssz_snappy", 16, 100_000, 2_000);

  final Events events = new Events();
  final Events clientEvents = new Events();
  private final List<Host> hosts = new ArrayList<>();

  @Override
  public void close() {
    hosts.forEach(Host::close);
  }

  static RequestProtocol protocol(String id, int request, int chunk, int chunks) {
    var sizes = new RequestProtocol.Sizes(request, chunk);
    return new RequestProtocol(id, sizes, chunks, 2, Duration.ofSeconds(60));
  }

  PeerConnection connect(RequestProtocol protocol, RequestHandler handler) throws IOException {
    var rates = new RequestRates(50, Duration.ofDays(1), System::nanoTime);
    return connect(protocol.id(), new RequestServer(protocol, handler, rates));
  }

  PeerConnection connect(String id, StreamProtocol protocol) throws IOException {
    var key = PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(1));
    var server = new HostBuilder(key, events).protocol(id, protocol).build();
    hosts.add(server);
    var address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    var client =
        new HostBuilder(PrivateKey.generate(KeyType.SECP256K1, new SeededRandom(2)), clientEvents)
            .build();
    hosts.add(client);
    var dialled = client.dial(Multiaddr.of(address)).toCompletableFuture().join();
    return ((DialResult.Connected) dialled).connection();
  }
}
