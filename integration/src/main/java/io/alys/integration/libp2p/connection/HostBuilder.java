package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.identity.PrivateKey;
import io.alys.integration.libp2p.multistream.Negotiation;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts a {@link Host} together: who it is, what it speaks, and whom it tells. */
public final class HostBuilder {

  private final PrivateKey identity;
  private final HostEvents events;
  private final Map<String, StreamProtocol> protocols = new LinkedHashMap<>();
  private HostSettings settings = HostSettings.standard();
  private SecureRandom random = new SecureRandom();
  private InstantSource clock = InstantSource.system();
  private Gate gate = Gate.OPEN;

  /** A host with the standard bounds, open to everyone, that speaks nothing. */
  public HostBuilder(PrivateKey identity, HostEvents events) {
    this.identity = identity;
    this.events = events;
  }

  /** Speaks a protocol with peers that open a stream for it. */
  public HostBuilder protocol(String name, StreamProtocol protocol) {
    if (name.length() > Negotiation.MAX_NAME || protocols.putIfAbsent(name, protocol) != null) {
      throw new IllegalArgumentException("a protocol's name is short and given once: " + name);
    }
    return this;
  }

  /** Other bounds. */
  public HostBuilder settings(HostSettings other) {
    settings = other;
    return this;
  }

  /** Another source of keys. */
  public HostBuilder random(SecureRandom other) {
    random = other;
    return this;
  }

  /** Another clock for the rate of connections. */
  public HostBuilder clock(InstantSource other) {
    clock = other;
    return this;
  }

  /** Turns some peers and addresses away. */
  public HostBuilder gate(Gate other) {
    gate = other;
    return this;
  }

  /** The host, without sockets yet. */
  public Host build() {
    return new Host(context(), clock);
  }

  ConnectionContext context() {
    var node = new ConnectionContext.Node(identity, random, events);
    return new ConnectionContext(settings, node, gate, Map.copyOf(protocols));
  }
}
