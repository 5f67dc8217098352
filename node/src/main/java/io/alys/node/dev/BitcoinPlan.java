package io.alys.node.dev;

import io.alys.integration.storage.DurableFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** How bitcoind is started: regtest, on loopback, without peers, its password in its own file. */
final class BitcoinPlan {

  private static final String USER = "alys";
  private static final int PASSWORD_BYTES = 16;

  private final DevSetup setup;
  private final Path program;
  private final String password;

  BitcoinPlan(DevSetup setup, Path program) {
    this.setup = setup;
    this.program = program;
    this.password = password();
  }

  ChildPlan plan() {
    var data = setup.folder().bitcoin();
    return new ChildPlan(
        "bitcoind",
        List.of(program.toString(), "-datadir=" + data),
        Map.of(),
        data,
        this::writeSettings);
  }

  /** With user and password. */
  URI url() {
    return URI.create(
        "http://%s:%s@127.0.0.1:%d".formatted(USER, password, setup.ports().bitcoinRpc()));
  }

  private void writeSettings() {
    var file = setup.folder().bitcoin().resolve("bitcoin.conf");
    var ports = setup.ports();
    var text =
        """
        regtest=1
        server=1
        txindex=1
        fallbackfee=0.00001
        printtoconsole=1
        nodebuglogfile=1
        [regtest]
        listen=0
        rpcbind=127.0.0.1
        rpcallowip=127.0.0.1
        rpcport=%d
        rpcuser=%s
        rpcpassword=%s
        zmqpubhashblock=tcp://127.0.0.1:%d
        """
            .formatted(ports.bitcoinRpc(), USER, password, ports.bitcoinBlocks());
    try {
      Files.deleteIfExists(file);
      DurableFiles.createPrivate(file, text.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw DevFailure.willNotHeal(file + " can't be written (" + e.getMessage() + ")");
    }
  }

  /** Made once for each start of the network; endpoints.json tells it to those who may know. */
  private static String password() {
    var random = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }
}
