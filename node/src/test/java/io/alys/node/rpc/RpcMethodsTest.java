package io.alys.node.rpc;

import static io.alys.node.rpc.MalformedRequests.call;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.mining.AuxPowProtocol;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.node.http.JsonValue;
import io.alys.node.http.RawHttp;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each method answers, in each dialect, over a real socket. */
final class RpcMethodsTest {
  private static final String MINER = "b95f80EC665a534b1e309a2a24F8849d27B70FDE";

  private static RpcFixture pool;
  private static RpcFixture v1;

  @BeforeAll
  static void start() {
    pool = new RpcFixture(RpcFixture.settings(Dialect.POOL));
    v1 = new RpcFixture(RpcFixture.settings(Dialect.V1));
  }

  @AfterAll
  static void stop() {
    pool.close();
    v1.close();
  }

  @Test
  void createauxblockHasTheFieldTypesThatPoolsCheck() {
    var work = object(pool.post(call("createauxblock", "[\"" + MINER + "\"]")));

    assertThat(work.members().keySet())
        .containsExactlyInAnyOrder(
            "hash",
            "chainid",
            "previousblockhash",
            "coinbasevalue",
            "bits",
            "height",
            "target",
            "_target");
    assertThat(work.text("hash")).matches("[0-9a-f]{64}");
    assertThat(work.text("previousblockhash")).isEqualTo("00".repeat(32));
    assertThat(work.get("chainid")).isEqualTo(new JsonValue.Numeral("212121"));
    assertThat(work.get("coinbasevalue")).isEqualTo(new JsonValue.Numeral("0"));
    assertThat(work.get("height")).isEqualTo(new JsonValue.Numeral("1"));
    assertThat(work.text("bits")).isEqualTo("207fffff");
    assertThat(work.text("target")).isEqualTo("00".repeat(29) + "ffff7f");
    assertThat(work.text("_target")).isEqualTo(work.text("target"));
  }

  @Test
  void createauxblockHasTheFieldsAndByteOrderOfV1() {
    var work = object(v1.post(call("createauxblock", "[\"0x" + MINER + "\"]")));

    assertThat(work.members().keySet())
        .containsExactlyInAnyOrder(
            "hash", "chainid", "previousblockhash", "coinbasevalue", "bits", "height", "_target");
    assertThat(work.text("_target")).isEqualTo("7fffff" + "00".repeat(29));
  }

  /** The example of protocol reference §1.4, and a target with leading zeros. */
  @Test
  void bitsAndTargetFollowTheDialect() {
    var reference = template(0x1e25cdf2);
    var small = template(0x05009234);

    assertThat(new TemplateFormat(Dialect.V1).tree(reference))
        .containsEntry("bits", "1e25cdf2")
        .containsEntry("_target", "000025cdf2" + "00".repeat(27));
    assertThat(new TemplateFormat(Dialect.POOL).tree(reference))
        .containsEntry("_target", "00".repeat(27) + "f2cd250000");
    assertThat(new TemplateFormat(Dialect.V1).tree(small)).containsEntry("bits", "5009234");
    assertThat(new TemplateFormat(Dialect.POOL).tree(small)).containsEntry("bits", "05009234");
  }

  @Test
  void aChainIdAboveThirtyOneBitsStaysPositive() {
    var template =
        new AuxPowProtocol.Template(
            Hash32.ZERO,
            -1,
            Hash32.ZERO,
            RpcFixture.EASY,
            new Height(1),
            pool.chain().ref(1),
            pool.chain().ref(1));

    assertThat(new TemplateFormat(Dialect.POOL).tree(template))
        .containsEntry("chainid", 4294967295L);
  }

  @Test
  void submitauxblockAnswersTrueThenTrueAgainAndTheHeaderIsQueued() {
    try (var server = new RpcFixture(RpcFixture.settings(Dialect.POOL))) {
      var before = server.post(call("getqueuedpow", "[]"));
      var first = server.post(submission(RpcFixture.VECTOR_WORK.hex()));
      var second = server.post(submission(RpcFixture.VECTOR_WORK.hex()));
      var queued = object(server.post(call("getqueuedpow", "[]")));

      assertThat(before.result()).isEqualTo(new JsonValue.Null());
      assertThat(before.code()).isZero();
      assertThat(first.result()).isEqualTo(new JsonValue.Bool(true));
      assertThat(second.result()).isEqualTo(new JsonValue.Bool(true));
      assertThat(queued.text("range_end")).isEqualTo(server.chain().ref(4).root().prefixedHex());
    }
  }

  @Test
  void bytesAfterTheProofAreIgnored() {
    var body =
        call(
            "submitauxblock",
            "[\"" + RpcFixture.VECTOR_WORK.hex() + "\",\"" + RpcFixture.VECTOR_PROOF + "0000\"]");

    assertThat(pool.post(body).result()).isEqualTo(new JsonValue.Bool(true));
  }

  @Test
  void aRefusedProofIsFalseForPoolsAndNamedInV1() {
    var hash = text(object(pool.post(call("createauxblock", "[\"" + MINER + "\"]"))), "hash");
    v1.post(call("createauxblock", "[\"" + MINER + "\"]"));

    var forPools = pool.post(submission(hash));
    var forV1 = v1.post(submission(hash));

    assertThat(forPools.result()).isEqualTo(new JsonValue.Bool(false));
    assertThat(forPools.code()).isZero();
    assertThat(forV1.status()).isEqualTo(400);
    assertThat(forV1.code()).isEqualTo(-32605);
    assertThat(forV1.message()).isEqualTo("commitment-to-other-root");
  }

  @Test
  void unknownWorkIsToldAsNamecoinDoes() {
    var answer = pool.post(submission("11".repeat(32)));

    assertThat(answer.code()).isEqualTo(-8);
    assertThat(answer.message()).isEqualTo("block hash unknown");
  }

  @Test
  void parametersMayComeByName() {
    var miner = "{\"paytoaddress\":\"" + MINER + "\"}";
    var proof =
        "{\"auxpow\":\""
            + RpcFixture.VECTOR_PROOF
            + "\",\"blockhash\":\""
            + RpcFixture.VECTOR_WORK.hex()
            + "\"}";

    assertThat(pool.post(call("createauxblock", miner)).code()).isZero();
    assertThat(pool.post(call("submitauxblock", proof)).result())
        .isEqualTo(new JsonValue.Bool(true));
    assertThat(pool.post(call("getblockbyheight", "{\"height\":2}")).result())
        .isEqualTo(pool.post(call("getblockbyheight", "2")).result());
  }

  @Test
  void blocksByHeightComeBareAndInAnArray() {
    var bare = pool.post(call("getblockbyheight", "3"));
    var inArray = pool.post(call("getblockbyheight", "[3]"));
    var inV1 = v1.post(call("getblockbyheight", "3"));

    assertThat(payload(bare).text("block_number")).isEqualTo("3");
    assertThat(inArray.result()).isEqualTo(bare.result());
    assertThat(inV1.result()).isEqualTo(bare.result());
    assertThat(v1.post(call("getblockbyheight", "[3]")).code()).isEqualTo(-32605);
  }

  @Test
  void unknownHeightsUpToSixtyFourBitsAreNull() {
    for (var height : new String[] {"6", "9223372036854775808", "18446744073709551615"}) {
      var answer = pool.post(call("getblockbyheight", height));

      assertThat(answer.result()).as(height).isEqualTo(new JsonValue.Null());
      assertThat(answer.code()).isZero();
    }
  }

  @Test
  void blocksByHashComeBareInAnArrayAndForPoolsWithPrefix() {
    var hash = pool.chain().ref(2).root().hex();
    var bare = pool.post(call("getblockbyhash", "\"" + hash + "\""));

    assertThat(payload(bare).text("block_number")).isEqualTo("2");
    assertThat(pool.post(call("getblockbyhash", "[\"" + hash + "\"]")).result())
        .isEqualTo(bare.result());
    assertThat(pool.post(call("getblockbyhash", "\"0x" + hash + "\"")).result())
        .isEqualTo(bare.result());
    assertThat(v1.post(call("getblockbyhash", "\"" + hash + "\"")).result())
        .isEqualTo(bare.result());
    assertThat(v1.post(call("getblockbyhash", "[\"" + hash + "\"]")).code()).isEqualTo(-32602);
    assertThat(v1.post(call("getblockbyhash", "\"0x" + hash + "\"")).code()).isEqualTo(-32602);
  }

  @Test
  void anUnknownHashIsNull() {
    assertThat(pool.post(call("getblockbyhash", "\"" + "ab".repeat(32) + "\"")).result())
        .isEqualTo(new JsonValue.Null());
  }

  @Test
  void theHeadIsTheSameByEveryMethod() {
    var head = pool.chain().head();

    assertThat(payload(pool.post(call("getheadblock", "[]"))).text("block_number")).isEqualTo("5");
    assertThat(pool.post(call("getblockcount", "[]")).result())
        .isEqualTo(new JsonValue.Numeral("5"));
    assertThat(pool.post(call("getbestblockhash", "[]")).result())
        .isEqualTo(new JsonValue.Text(head.root().hex()));
  }

  @Test
  void statusTellsHeadsAndDistance() {
    var status = object(pool.post(call("alys_status", "[]")));
    var certified = (JsonValue.Struct) Objects.requireNonNull(status.get("certified"));

    assertThat(status.text("phase")).isEqualTo("running");
    assertThat(status.text("dialect")).isEqualTo("pool");
    assertThat(status.get("chainId")).isEqualTo(new JsonValue.Numeral("212121"));
    assertThat(certified.get("height")).isEqualTo(new JsonValue.Numeral("5"));
    assertThat(certified.text("root")).isEqualTo(pool.chain().head().root().prefixedHex());
    assertThat(status.get("maxBlocksWithoutPow")).isEqualTo(new JsonValue.Numeral("256"));
    assertThat(status.get("lastSkip")).isEqualTo(new JsonValue.Null());
  }

  @Test
  void actorsAreListedWithTheirHealth() {
    var reply = object(pool.post(call("alys_actors", "[]")));
    var actors = (JsonValue.Array) Objects.requireNonNull(reply.get("actors"));
    var engine = (JsonValue.Struct) actors.items().getFirst();

    assertThat(reply.text("health")).isEqualTo("degraded");
    assertThat(actors.items()).hasSize(2);
    assertThat(engine.text("path")).isEqualTo("/chain/engine");
    assertThat(engine.text("kind")).isEqualTo("engine");
    assertThat(engine.text("state")).isEqualTo("running");
    assertThat(engine.text("health")).isEqualTo("degraded");
    assertThat(engine.get("restarts")).isEqualTo(new JsonValue.Numeral("3"));
    assertThat(engine.text("lastError")).startsWith("boom");
  }

  @Test
  void helpListsWhatPoolsLookFor() {
    var all = text(pool.post(call("help", "[]")).result());
    var one = text(pool.post(call("help", "[\"submitauxblock\"]")).result());

    assertThat(all)
        .contains("createauxblock <paytoaddress>", "submitauxblock <blockhash> <auxpow>");
    assertThat(one).contains("proof of work").contains("error -8: unknown work");
    assertThat(pool.post(call("help", "[\"nonsense\"]")).code()).isEqualTo(-32601);
  }

  @Test
  void discoverDescribesEveryMethodThatHelpLists() {
    var document = object(pool.post(call("rpc.discover", "[]")));
    var methods = (JsonValue.Array) Objects.requireNonNull(document.get("methods"));
    var names = methods.items().stream().map(m -> ((JsonValue.Struct) m).text("name")).toList();
    var help = text(pool.post(call("help", "[]")).result());

    assertThat(document.text("openrpc")).startsWith("1.");
    assertThat(names)
        .containsExactlyInAnyOrderElementsOf(help.lines().map(line -> line.split(" ")[0]).toList());
  }

  @Test
  void withoutABridgeThereIsNoDepositAddress() {
    var answer = pool.post(call("getdepositaddress", "[]"));

    assertThat(answer.code()).isEqualTo(-1);
    assertThat(answer.message()).contains("no bridge yet");
  }

  private static AuxPowProtocol.Template template(int bits) {
    var block = pool.chain().ref(1);
    return new AuxPowProtocol.Template(
        Hash32.ZERO, 121_212, Hash32.ZERO, new CompactBits(bits), new Height(1), block, block);
  }

  private static String submission(String hash) {
    return call("submitauxblock", "[\"" + hash + "\",\"" + RpcFixture.VECTOR_PROOF + "\"]");
  }

  private static JsonValue.Struct payload(RawHttp.Answer answer) {
    var message = (JsonValue.Struct) Objects.requireNonNull(object(answer).get("message"));
    return (JsonValue.Struct) Objects.requireNonNull(message.get("execution_payload"));
  }

  private static JsonValue.Struct object(RawHttp.Answer answer) {
    assertThat(answer.result()).as(answer.body()).isInstanceOf(JsonValue.Struct.class);
    return (JsonValue.Struct) Objects.requireNonNull(answer.result());
  }

  private static String text(JsonValue.Struct object, String name) {
    return Objects.requireNonNull(object.text(name));
  }

  private static String text(@Nullable JsonValue value) {
    return ((JsonValue.Text) Objects.requireNonNull(value)).value();
  }
}
