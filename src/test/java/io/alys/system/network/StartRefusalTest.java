package io.alys.system.network;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A node that can't start says why in one line, and by its exit code whether that may heal. */
@Timeout(120)
final class StartRefusalTest {
  private static final int MAY_HEAL = 1;
  private static final int WILL_NOT = 2;

  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(20);

  @TempDir private static Path folder;

  private static LocalNode node;

  @BeforeAll
  static void startClient() {
    Machine.require("geth");
    var files = ChainFiles.create(folder, Duration.ofSeconds(1));
    node = new LocalNode(folder, ExecutionKind.GETH, files);
    node.execution().start();
  }

  @AfterAll
  static void stopClient() {
    // Null when the tests are skipped.
    Optional.ofNullable(node).ifPresent(LocalNode::close);
  }

  @Test
  void aSettingThatDoesNotExistIsNamedWithTheOneThatWasMeant() throws IOException {
    refused("unknown.conf", "alys.rpc.prot = 3000").says(WILL_NOT, "rpc.prot", "rpc.port");
  }

  @Test
  void aConfigurationThatDoesNotParseIsRefused() throws IOException {
    refused("corrupt.conf", "alys { rpc { port = 3000 }\n]]").says(WILL_NOT, "corrupt.conf");
  }

  @Test
  void aMissingConfigurationIsRefused() {
    Refusal.of(folder, folder.resolve("nowhere.conf"), List.of()).says(WILL_NOT, "nowhere.conf");
  }

  @Test
  void aDamagedChainSpecIsRefused() throws IOException {
    var spec = Files.readString(node.files().folder().chainSpec());
    Files.writeString(folder.resolve("damaged.json"), spec.substring(0, spec.length() / 2));

    Refusal.of(node, "chain-spec=damaged.json").says(WILL_NOT, "damaged.json");
  }

  @Test
  void aDamagedKeystoreIsRefused() throws IOException {
    var keystore = Files.readString(node.files().node().keystore());
    Files.writeString(folder.resolve("keys.json"), keystore.substring(0, keystore.length() / 2));

    Refusal.of(node, "validator.keystore=keys.json").says(WILL_NOT, "keys.json");
  }

  @Test
  void aWrongPasswordIsRefused() throws IOException {
    writeSecret("password.txt", "not the password");

    Refusal.of(node, "validator.password-file=password.txt").says(WILL_NOT, "password");
  }

  @Test
  void anotherJwtSecretIsRefused() throws IOException {
    writeSecret("other.hex", "ab".repeat(32));

    Refusal.of(node, "execution.jwt-secret=other.hex").says(WILL_NOT, "JWT");
  }

  @Test
  void aJwtSecretThatIsNoneIsRefused() throws IOException {
    writeSecret("short.hex", "abcd");

    Refusal.of(node, "execution.jwt-secret=short.hex").says(WILL_NOT, "short.hex");
  }

  @Test
  void aClientOfAnotherChainIsRefused() {
    try (var proxy = proxy()) {
      proxy.changing("eth_chainId", answer -> answer.put("result", "0x3e7"));

      start(proxy).says(WILL_NOT, "chain id 999", "chain spec");
    }
  }

  @Test
  void aClientWithAnotherGenesisIsRefused() {
    try (var proxy = proxy()) {
      proxy.changing(
          "eth_getBlockByNumber",
          answer -> ((ObjectNode) answer.required("result")).put("hash", "0x" + "5".repeat(64)));

      start(proxy).says(WILL_NOT, "genesis", "5555");
    }
  }

  @Test
  void aClientThatIsTooOldIsRefused() {
    try (var proxy = proxy()) {
      proxy.changing("engine_exchangeCapabilities", StartRefusalTest::withoutNewPayloadV3);

      start(proxy).says(WILL_NOT, "too old", "engine_newPayloadV3");
    }
  }

  @Test
  void aClientWithoutANeededMethodIsRefused() {
    try (var proxy = proxy()) {
      proxy.without("eth_getBlockReceipts").without("eth_getTransactionReceipt");

      start(proxy).says(WILL_NOT, "eth_getBlockReceipts");
    }
  }

  @Test
  void aServerThatIsNoEngineIsRefused() {
    var publicPort = node.execution().rpcPort();

    Refusal.of(node, "execution.engine-url=http://127.0.0.1:" + publicPort)
        .says(WILL_NOT, "engine");
  }

  @Test
  void aPortInUseIsRefusedAndMayBeFreeLater() throws IOException {
    try (var holder = new ServerSocket(node.rpcPort(), 1, InetAddress.getLoopbackAddress())) {
      Refusal.of(node, "data-dir=port")
          .says(MAY_HEAL, Integer.toString(holder.getLocalPort()), "in use");
    }
  }

  @Test
  void aDataFolderThatIsAFileIsRefused() throws IOException {
    Files.writeString(folder.resolve("file"), "not a folder");

    Refusal.of(node, "data-dir=file").says(WILL_NOT, "file");
  }

  @Test
  void aDataFolderThatMayNotBeWrittenIsRefused() throws IOException {
    var mounted = mount("read-only", "ro,size=1m");
    try {
      Refusal.of(node, "data-dir=read-only").says(WILL_NOT, "read-only");
    } finally {
      unmount(mounted);
    }
  }

  @Test
  void aFullDataFolderIsRefusedAndMayBeEmptiedLater() throws IOException {
    var mounted = mount("full", "size=64k");
    try {
      ChildProcess.run(List.of("sh", "-c", "cat /dev/zero >full/filler || true"), folder, "fill");

      Refusal.of(node, "data-dir=full").says(MAY_HEAL, "full", "space");
    } finally {
      unmount(mounted);
    }
  }

  /** The refusal of a configuration that is the node's with further lines. */
  private static Refusal refused(String name, String lines) throws IOException {
    var config = node.files().node().config();
    var text = Files.readString(config) + lines + "\n";
    var changed = Files.writeString(config.resolveSibling(name), text);
    return Refusal.of(folder, changed, node.settings());
  }

  private static Refusal start(EngineProxy proxy) {
    return Refusal.of(node, "execution.engine-url=" + proxy.url());
  }

  private static EngineProxy proxy() {
    return new EngineProxy(node.execution().enginePort());
  }

  private static void withoutNewPayloadV3(ObjectNode answer) {
    var kept = JsonMapper.shared().createArrayNode();
    for (var method : (ArrayNode) answer.required("result")) {
      if (!method.asString().equals("engine_newPayloadV3")) {
        kept.add(method);
      }
    }
    answer.set("result", kept);
  }

  /** Only root may mount; for others the test is skipped. */
  private static Path mount(String name, String options) throws IOException {
    assumeThat(System.getProperty("user.name")).as("the user, who has to mount").isEqualTo("root");
    var point = Files.createDirectory(folder.resolve(name));
    var command = List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", point.toString());
    try (var mount = ChildProcess.start(command, folder, "mount")) {
      assumeThat(mount.awaitExit(COMMAND_LIMIT)).as("exit code of mount").isZero();
    }
    return point;
  }

  private static void unmount(Path point) {
    ChildProcess.run(List.of("umount", point.toString()), folder, "umount");
  }

  private static void writeSecret(String name, String text) throws IOException {
    var file = Files.writeString(folder.resolve(name), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }
}
