package io.alys.integration.libp2p.connection;

import io.alys.integration.libp2p.identity.PeerId;
import java.net.InetAddress;
import java.util.Optional;

/** Whom a node has nothing to do with; asked from several threads. */
public interface Gate {

  /** Lets everyone in. */
  Gate OPEN =
      new Gate() {
        @Override
        public Optional<String> refusal(InetAddress address) {
          return Optional.empty();
        }

        @Override
        public Optional<String> refusal(PeerId peer) {
          return Optional.empty();
        }
      };

  /** Why there is no connection with an address, either way; asked before a byte is exchanged. */
  Optional<String> refusal(InetAddress address);

  /** Why there is no connection with a peer; asked once it has proved who it is. */
  Optional<String> refusal(PeerId peer);
}
