package io.alys.system.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.alys.integration.founding.NetworkPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Users' programs work through the execution client as on any EVM chain. */
@Timeout(180)
final class TransactionsTest {
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private static final Duration SLOT = Duration.ofSeconds(2);
  private static final String RECEIVER = "0x00000000000000000000000000000000000b0b00";

  @RegisterExtension private final Networks networks = new Networks();

  @Test
  void aTransferIsInABlockWithinTwoSlotsAndATokenCanBeDeployed() throws IOException {
    var tools = new Tools(networks.folder());
    var node = networks.node(ExecutionKind.GETH, SLOT, NetworkPlan.PowPlan.DEFAULT).start();
    node.awaitHeight(2, LIMIT);

    long sentAfter = node.execution().latest();
    var hash = tools.sendOneEther(node);
    var block = node.execution().blockOf(hash, LIMIT);
    assertThat(block - sentAfter).isBetween(1L, 2L);
    assertThat(node.execution().rpc().call("eth_getBalance", RECEIVER, "latest").asString())
        .isEqualTo("0xde0b6b3a7640000");

    var token = tools.createToken(node);
    assertThat(tools.balanceOfSender(node, token)).startsWith("1000000");
  }

  /** Foundry's programs, run in a folder with the token's source. */
  private record Tools(Path folder, String cast, String forge, String solc) {
    Tools(Path folder) {
      this(folder, find("cast"), find("forge"), find("solc"));
    }

    private static String find(String program) {
      return Machine.require(program).toString();
    }

    /** The hash of a transaction that the client has taken. */
    String sendOneEther(LocalNode node) {
      var send =
          List.of(
              "send",
              RECEIVER,
              "--value",
              "1ether",
              "--private-key",
              ChainFiles.FUNDED_KEY,
              "--async");
      return run(node, cast, send).strip();
    }

    /** The address of a token whose whole supply the sender holds. */
    String createToken(LocalNode node) throws IOException {
      var source = folder.resolve("src/Token.sol");
      Files.createDirectories(source.getParent());
      try (var token = TransactionsTest.class.getResourceAsStream("/token/Token.sol")) {
        Files.copy(Objects.requireNonNull(token), source);
      }
      Files.writeString(folder.resolve("foundry.toml"), "[profile.default]\noffline = true\n");
      var create = new ArrayList<>(List.of("create", "src/Token.sol:Token", "--broadcast"));
      create.addAll(List.of("--json", "--use", solc, "--private-key", ChainFiles.FUNDED_KEY));
      create.addAll(List.of("--constructor-args", "1000000"));
      return json(run(node, forge, create)).required("deployedTo").asString();
    }

    String balanceOfSender(LocalNode node, String token) {
      return run(
          node, cast, List.of("call", token, "balanceOf(address)(uint256)", ChainFiles.FUNDED));
    }

    private String run(LocalNode node, String program, List<String> arguments) {
      var command = new ArrayList<>(List.of(program));
      command.addAll(arguments);
      // Before --constructor-args, which takes all that follows.
      command.addAll(2, List.of("--rpc-url", "http://127.0.0.1:" + node.execution().rpcPort()));
      return ChildProcess.run(command, folder, arguments.getFirst());
    }

    private static JsonNode json(String output) {
      return JsonMapper.shared().readTree(output.substring(output.indexOf('{')));
    }
  }
}
