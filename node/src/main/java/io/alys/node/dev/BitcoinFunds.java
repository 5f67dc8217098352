package io.alys.node.dev;

import java.net.URI;
import java.time.Duration;

/** A wallet with spendable coins on a new regtest chain. */
final class BitcoinFunds {

  private static final String WALLET = "dev";

  /** A coinbase is spendable after 100 further blocks. */
  private static final int BLOCKS = 101;

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final JsonRpc rpc;
  private final URI url;

  BitcoinFunds(JsonRpc rpc, URI url) {
    this.rpc = rpc;
    this.url = url;
  }

  /** Makes the wallet and its coins beside everything else, which does not wait for them. */
  void ensureLater() {
    Thread.ofVirtual()
        .name("bitcoin-funds")
        .start(
            () -> {
              try {
                ensure();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
  }

  /** Does nothing on a chain that has blocks already. */
  private void ensure() throws InterruptedException {
    var height = rpc.call(url, "getblockcount");
    if (height.isEmpty() || height.get().asInt(0) > 0) {
      return;
    }
    // Name, then defaults up to load_on_startup.
    var made = rpc.call(url, PATIENCE, "createwallet", WALLET, false, false, "", false, true, true);
    var address = made.isPresent() ? rpc.call(url, "getnewaddress") : made;
    if (address.isPresent()) {
      rpc.call(url, PATIENCE, "generatetoaddress", BLOCKS, address.get().asString());
    }
  }
}
