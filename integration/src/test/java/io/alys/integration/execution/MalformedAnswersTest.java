package io.alys.integration.execution;

import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static io.alys.integration.execution.SampleAnswers.BLOCK;
import static io.alys.integration.execution.SampleAnswers.BUILT;
import static io.alys.integration.execution.SampleAnswers.CHOSEN;
import static io.alys.integration.execution.SampleAnswers.GENESIS;
import static io.alys.integration.execution.SampleAnswers.WITHDRAWAL;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.workflows.fakes.FakePayloads;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Answers that do not follow the Engine API are refused with the place that is wrong. */
class MalformedAnswersTest {

  private static final Hash32 HEAD = Hash32.fromHex(CannedEngine.hash(5));
  private static final PayloadId ID = new PayloadId(Bytes.zeros(8));

  @TempDir Path folder;

  private final CannedEngine engine = new CannedEngine();
  private EngineApiClient client;

  @BeforeEach
  void connect() {
    client = engine.connect(folder, null, Clock.systemUTC());
  }

  @AfterEach
  void close() {
    client.close();
    engine.close();
  }

  /** A question, what comes back and how the failure's text begins. */
  record Answer(
      String method,
      Function<EngineApiClient, CompletionStage<?>> question,
      String json,
      String message) {

    @Override
    public String toString() {
      return message;
    }
  }

  @ParameterizedTest
  @MethodSource({"built", "chosen", "judged", "blocks", "others"})
  void malformedResultsAreNamed(Answer answer) {
    engine.result(answer.method(), answer.json());

    var failure = failureOf(answer.question().apply(client));

    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(failure).hasMessageStartingWith(answer.method() + answer.message());
  }

  @ParameterizedTest
  @MethodSource("bodies")
  void bodiesThatAreNoAnswerAreRefused(String body) {
    engine.raw("eth_chainId", 200, body);

    var failure = failureOf(client.chainId());

    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(failure).hasMessageStartingWith("eth_chainId ");
  }

  static Stream<String> bodies() {
    return Stream.of(
        "",
        "no JSON",
        "{",
        "[]",
        "\"0x1\"",
        "null",
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":-1,\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":\"x\",\"result\":\"0x1\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"result\":\"0x1\"",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":\"no object\"}",
        "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":[]}",
        "[".repeat(5_000));
  }

  static Stream<Answer> built() {
    return Stream.of(
        built("[]", " is not an object"),
        built("null", " is not an object"),
        built(change(BUILT, "executionPayload", "payload"), ".executionPayload is missing"),
        built(change(BUILT, "blockValue", "value"), ".blockValue is missing"),
        built(change(BUILT, "blobsBundle", "bundle"), ".blobsBundle is missing"),
        built(change(BUILT, "\"blobs\":[]", "\"blobs\":{}"), ".blobsBundle.blobs is not an array"),
        payload("\"0x10\"", "16", ".blockNumber is not a string"),
        payload("\"0x10\"", "\"16\"", ".blockNumber is not a quantity"),
        payload("\"0x10\"", "\"0x\"", ".blockNumber is not a quantity"),
        payload("\"0x10\"", "\"0x010\"", ".blockNumber is not a quantity"),
        payload("\"0x10\"", "\"-0x1\"", ".blockNumber is not a quantity"),
        payload("\"0x10\"", "\"0x1" + "0".repeat(16) + "\"", ".blockNumber is above 64 bits"),
        payload("\"0x10\"", "null", ".blockNumber is not a string"),
        payload(
            "\"0x7\",\n\"blockHash\"",
            "\"0x1" + "0".repeat(64) + "\",\n\"blockHash\"",
            ".baseFeePerGas is not a quantity"),
        payload("\"0xd883\"", "\"d883\"", ".extraData is not hex data"),
        payload("\"0xd883\"", "\"0xd88\"", ".extraData is not hex data"),
        payload("\"0xd883\"", "\"0x" + "00".repeat(33) + "\"", ".extraData has 33 bytes, at most"),
        payload(SampleAnswers.BLOOM, "0x00", ".logsBloom has 1 bytes instead of 256"),
        payload(SampleAnswers.ADDRESS, "0xdead", ".feeRecipient has 2 bytes instead of 20"),
        payload(CannedEngine.hash(1), CannedEngine.hash(1) + "00", ".parentHash has 33 bytes"),
        payload("\"0x02c0\"", "\"0xzz\"", ".transactions[0] is not hex data"),
        payload("[\"0x02c0\"]", "null", ".transactions is not an array"),
        payload("\"amount\"", "\"sum\"", ".withdrawals[0].amount is missing"),
        payload("\"blobGasUsed\"", "\"x\"", ".blobGasUsed is missing"),
        payload(
            "\"blobGasUsed\":\"0x0\",\"excessBlobGas\":\"0x20000\"",
            "\"x\":0",
            " has not the fields of DENEB"),
        payload(
            WITHDRAWAL,
            String.join(",", Collections.nCopies(17, WITHDRAWAL)),
            " has 17 withdrawals"));
  }

  static Stream<Answer> chosen() {
    return Stream.of(
        chosen("{}", ".payloadStatus is missing"),
        chosen(change(CHOSEN, "VALID", "FINE"), ".payloadStatus has an unknown status"),
        chosen(change(CHOSEN, "\"VALID\"", "1"), ".payloadStatus.status is not a string"),
        chosen(
            change(CHOSEN, "\"" + CannedEngine.hash(5) + "\"", "null"),
            ".payloadStatus.latestValidHash is not a string"),
        chosen(
            change(CHOSEN, CannedEngine.hash(5), CannedEngine.hash(6)),
            " says VALID with another latestValidHash"),
        chosen(change(CHOSEN, "0x0301020304050607", "0x03"), ".payloadId has 1 bytes instead of"));
  }

  static Stream<Answer> judged() {
    return Stream.of(
        judged("\"VALID\"", " is not an object"),
        judged("{}", ".status is missing"),
        judged("{\"status\":\"VALID\"}", ".latestValidHash is missing"),
        judged("{\"status\":\"INVALID\",\"validationError\":7}", ".validationError is not a"),
        judged("{\"status\":\"INVALID\",\"latestValidHash\":\"0x00\"}", ".latestValidHash has 1"));
  }

  static Stream<Answer> blocks() {
    return Stream.of(
        latest("null", " got no latest block"),
        latest(change(BLOCK, "\"hash\"", "\"h\""), ".hash is missing"),
        latest(change(BLOCK, "0x10", "0xffffffffffffffff"), " has a number above 63 bits"),
        block(change(BLOCK, "0x10", "0x11"), " got a block of another height"),
        genesis(change(GENESIS, "\"number\":\"0x0\"", "\"number\":\"0x1\""), " is not a genesis"),
        genesis(change(GENESIS, "\"transactions\":[]", "\"transactions\":[\"0x00\"]"), " is not a"),
        genesis("null", " is not an object"),
        new Answer(
            "eth_getBlockByHash",
            client -> client.blockByHash(HEAD),
            change(BLOCK, CannedEngine.hash(5), CannedEngine.hash(7)),
            " got a block with another hash"));
  }

  static Stream<Answer> others() {
    return Stream.of(
        new Answer("eth_chainId", EngineApiClient::chainId, "7", " is not a string"),
        new Answer("eth_chainId", EngineApiClient::chainId, "\"0x07\"", " is not a quantity"),
        new Answer("eth_chainId", EngineApiClient::chainId, "null", " is not a string"),
        new Answer(
            "engine_exchangeCapabilities",
            client -> client.exchangeCapabilities(Set.of()),
            "[1]",
            "[0] is not a string"),
        new Answer(
            "engine_getClientVersionV1", EngineApiClient::clientVersion, "[]", " names no client"),
        new Answer(
            "engine_getClientVersionV1",
            EngineApiClient::clientVersion,
            "[{\"code\":\"GE\"}]",
            "[0].name is missing"));
  }

  private static Answer built(String json, String message) {
    return new Answer(
        "engine_getPayloadV3", client -> client.getPayload(EngineFork.DENEB, ID), json, message);
  }

  private static Answer payload(String from, String to, String message) {
    return built(change(BUILT, from, to), ".executionPayload" + message);
  }

  private static Answer chosen(String json, String message) {
    var state = new ForkchoiceState(HEAD, Hash32.ZERO, Hash32.ZERO);
    return new Answer(
        "engine_forkchoiceUpdatedV3",
        client -> client.forkchoiceUpdated(EngineFork.DENEB, state, null),
        json,
        message);
  }

  private static Answer judged(String json, String message) {
    var payload = FakePayloads.genesis();
    return new Answer(
        "engine_newPayloadV3", client -> client.newPayload(payload, HEAD), json, message);
  }

  private static Answer latest(String json, String message) {
    return new Answer("eth_getBlockByNumber", EngineApiClient::latestBlock, json, message);
  }

  private static Answer block(String json, String message) {
    return new Answer(
        "eth_getBlockByNumber", client -> client.blockByNumber(new Height(16)), json, message);
  }

  private static Answer genesis(String json, String message) {
    return new Answer("eth_getBlockByNumber", EngineApiClient::genesisPayload, json, message);
  }

  private static String change(String json, String from, String to) {
    assertThat(json).contains(from);
    return json.replace(from, to);
  }
}
