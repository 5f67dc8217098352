package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** The file that other programs read. */
final class EndpointsTest {
  private static final Endpoints.Node NODE =
      new Endpoints.Node(
          "node-0",
          "validator",
          17L,
          URI.create("http://127.0.0.1:1"),
          URI.create("http://127.0.0.1:5"),
          URI.create("http://127.0.0.1:2"),
          URI.create("http://127.0.0.1:3"),
          "/ip4/127.0.0.1/tcp/5",
          URI.create("http://alys:pw@127.0.0.1:4"));

  @TempDir private Path folder;

  @Test
  void theFirstNodeStandsAtTheTopAndInTheList() throws IOException {
    var file = folder.resolve("endpoints.json");
    var running = new Endpoints.Running("geth-0", 18, folder.resolve("geth-0.log"));

    new Endpoints(file).write(List.of(NODE), List.of(running));

    var root = JsonMapper.shared().readTree(Files.readString(file));
    var addresses =
        """
        "consensusRpc":"http://127.0.0.1:1","adminHttp":"http://127.0.0.1:5",\
        "evmRpc":"http://127.0.0.1:2",\
        "engine":"http://127.0.0.1:3","p2p":"/ip4/127.0.0.1/tcp/5","bitcoinRpc":"http://alys:pw@127.0.0.1:4",\
        "governance":null\
        """;
    assertThat(root.toString())
        .isEqualTo(
            "{%s,\"nodes\":[{\"name\":\"node-0\",\"role\":\"validator\",\"pid\":17,%s}],"
                    .formatted(addresses, addresses)
                + "\"programs\":[{\"name\":\"geth-0\",\"pid\":18,\"log\":\"%s\"}]}"
                    .formatted(folder.resolve("geth-0.log")));
  }

  @Test
  void itIsGoneWhenTheNetworkIs() {
    var endpoints = new Endpoints(folder.resolve("endpoints.json"));
    endpoints.write(List.of(NODE), List.of());

    endpoints.delete();
    endpoints.delete();

    assertThat(folder).isEmptyDirectory();
  }
}
