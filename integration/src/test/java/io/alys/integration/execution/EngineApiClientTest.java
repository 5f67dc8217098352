package io.alys.integration.execution;

import static io.alys.integration.execution.BlockDriver.get;
import static io.alys.integration.execution.ExecutionClientContractTest.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.SignedJWT;
import io.alys.messages.block.BlobGas;
import io.alys.messages.block.ExecutionPayload;
import io.alys.messages.block.Withdrawal;
import io.alys.messages.execution.ClientVersion;
import io.alys.messages.execution.EngineFork;
import io.alys.messages.execution.EngineRefusal.RpcError;
import io.alys.messages.execution.ForkchoiceState;
import io.alys.messages.execution.PayloadAttributes;
import io.alys.messages.execution.PayloadId;
import io.alys.messages.execution.PayloadStatus;
import io.alys.messages.execution.Receipt;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.EvmAddress;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Height;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.ports.ExecutionFailure.Kind;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Hash;
import tools.jackson.databind.json.JsonMapper;

/** The client's questions and its reading of well-formed answers. */
class EngineApiClientTest {

  private static final Hash32 HEAD = Hash32.fromHex(CannedEngine.hash(5));
  private static final PayloadId ID = new PayloadId(Bytes.fromHex("0301020304050607"));
  private static final PayloadAttributes ATTRIBUTES =
      new PayloadAttributes(
          UInt64.of(0x6500_0002L),
          Hash32.fromHex(CannedEngine.hash(4)),
          EvmAddress.fromHex(SampleAnswers.ADDRESS),
          List.of(withdrawal()),
          Hash32.fromHex(CannedEngine.hash(9)));

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

  @Test
  void capabilitiesAreExchanged() {
    engine.result("engine_exchangeCapabilities", "[\"engine_newPayloadV3\",\"engine_x\"]");

    assertThat(get(client.exchangeCapabilities(Set.of("engine_b", "engine_a"))))
        .containsExactlyInAnyOrder("engine_newPayloadV3", "engine_x");
    assertThat(parameters(0)).isEqualTo("[[\"engine_a\",\"engine_b\"]]");
  }

  @Test
  void theVersionIsOptional() {
    assertThat(get(client.clientVersion())).isEmpty();

    engine.result(
        "engine_getClientVersionV1",
        """
        [{"code":"GE","name":"Geth","version":"1.16.9","commit":"0x12345678"}]\
        """);

    assertThat(get(client.clientVersion()))
        .contains(new ClientVersion("GE", "Geth", "1.16.9", "0x12345678"));
  }

  @Test
  void denebAttributesCarryTheBeaconRoot() {
    engine.result("engine_forkchoiceUpdatedV3", SampleAnswers.CHOSEN);

    var chosen = get(client.forkchoiceUpdated(EngineFork.DENEB, state(), ATTRIBUTES));

    assertThat(chosen.status()).isEqualTo(new PayloadStatus.Valid(HEAD));
    assertThat(chosen.payloadId()).isEqualTo(ID);
    var attributes = engine.requests().getFirst().required("params").required(1);
    assertThat(attributes.required("timestamp").asString()).isEqualTo("0x65000002");
    assertThat(attributes.required("parentBeaconBlockRoot").asString())
        .isEqualTo(CannedEngine.hash(9));
    assertThat(attributes.required("withdrawals"))
        .isEqualTo(JsonMapper.shared().readTree("[" + SampleAnswers.WITHDRAWAL + "]"));
  }

  @Test
  void capellaAttributesDoNot() {
    engine.result("engine_forkchoiceUpdatedV2", SampleAnswers.CHOSEN);

    get(client.forkchoiceUpdated(EngineFork.CAPELLA, state(), ATTRIBUTES));

    var attributes = engine.requests().getFirst().required("params").required(1);
    assertThat(attributes.has("parentBeaconBlockRoot")).isFalse();
  }

  @Test
  void withoutAttributesNullIsSent() {
    engine.result(
        "engine_forkchoiceUpdatedV3",
        SampleAnswers.CHOSEN.replace("\"0x0301020304050607\"", "null"));

    var chosen = get(client.forkchoiceUpdated(EngineFork.DENEB, state(), null));

    assertThat(chosen.payloadId()).isNull();
    assertThat(engine.requests().getFirst().required("params").required(1).isNull()).isTrue();
  }

  @Test
  void everyStatusIsRead() {
    var method = "engine_newPayloadV3";
    var payload = built();
    engine.result(method, "{\"status\":\"SYNCING\",\"latestValidHash\":null}");
    assertThat(get(client.newPayload(payload, HEAD))).isEqualTo(new PayloadStatus.Syncing());
    engine.result(method, "{\"status\":\"ACCEPTED\"}");
    assertThat(get(client.newPayload(payload, HEAD))).isEqualTo(new PayloadStatus.Accepted());
    engine.result(method, "{\"status\":\"INVALID_BLOCK_HASH\",\"validationError\":\"odd\\nhash\"}");
    assertThat(get(client.newPayload(payload, HEAD)))
        .isEqualTo(new PayloadStatus.Invalid(null, "odd hash"));
    engine.result(
        method, "{\"status\":\"INVALID\",\"latestValidHash\":\"" + CannedEngine.hash(1) + "\"}");
    assertThat(get(client.newPayload(payload, HEAD)))
        .isEqualTo(new PayloadStatus.Invalid(Hash32.fromHex(CannedEngine.hash(1)), "INVALID"));
  }

  @Test
  void aPayloadGoesOutAsItCameIn() {
    engine.result("engine_newPayloadV3", "{\"status\":\"SYNCING\",\"latestValidHash\":null}");
    var payload = built();

    get(client.newPayload(payload, Hash32.fromHex(CannedEngine.hash(9))));

    var parameters = engine.requests().getLast().required("params");
    assertThat(parameters.required(0))
        .isEqualTo(JsonMapper.shared().readTree(SampleAnswers.PAYLOAD));
    assertThat(parameters.required(1).size()).isZero();
    assertThat(parameters.required(2).asString()).isEqualTo(CannedEngine.hash(9));
  }

  @Test
  void aCapellaPayloadGoesOutAlone() {
    engine.result("engine_getPayloadV2", SampleAnswers.BUILT_CAPELLA);
    engine.result("engine_newPayloadV2", "{\"status\":\"SYNCING\",\"latestValidHash\":null}");

    var payload = get(client.getPayload(EngineFork.CAPELLA, ID)).payload();
    get(client.newPayload(payload, HEAD));

    assertThat(payload.blobGas()).isNull();
    assertThat(engine.requests().getLast().required("params").size()).isEqualTo(1);
  }

  @Test
  void aBuiltPayloadIsReadWhole() {
    engine.result("engine_getPayloadV3", SampleAnswers.BUILT);

    var built = get(client.getPayload(EngineFork.DENEB, ID));

    assertThat(built.blockValue()).isEqualTo(Wei.of(0x5208));
    var payload = built.payload();
    assertThat(payload.blockNumber()).isEqualTo(UInt64.of(16));
    assertThat(payload.extraData()).isEqualTo(Bytes.fromHex("d883"));
    assertThat(payload.transactions()).containsExactly(Bytes.fromHex("02c0"));
    assertThat(payload.withdrawals()).containsExactly(withdrawal());
    assertThat(payload.blobGas()).isEqualTo(new BlobGas(UInt64.ZERO, UInt64.of(0x20000)));
    assertThat(parameters(0)).isEqualTo("[\"0x0301020304050607\"]");
  }

  @Test
  void blobsAndRequestsAreRefusedByName() {
    engine.result(
        "engine_getPayloadV3", SampleAnswers.BUILT.replace("\"blobs\":[]", "\"blobs\":[\"0x00\"]"));
    var blobs = failureOf(client.getPayload(EngineFork.DENEB, ID));
    engine.result(
        "engine_getPayloadV3",
        SampleAnswers.BUILT.replace(
            "\"blockValue\"", "\"executionRequests\":[\"0x00\"],\"blockValue\""));
    var requests = failureOf(client.getPayload(EngineFork.DENEB, ID));

    assertThat(blobs.kind()).isEqualTo(Kind.UNSUPPORTED_PAYLOAD);
    assertThat(blobs).hasMessage("the payload has blobs, which blocks can't carry");
    assertThat(requests.kind()).isEqualTo(Kind.UNSUPPORTED_PAYLOAD);
    assertThat(requests).hasMessage("the payload has execution requests, which blocks can't carry");
  }

  @Test
  void blocksAreReadByNumberHashAndTag() {
    engine.result("eth_getBlockByNumber", SampleAnswers.BLOCK);
    engine.result("eth_getBlockByHash", SampleAnswers.BLOCK);

    var byNumber = get(client.blockByNumber(new Height(16)));
    var byHash = get(client.blockByHash(HEAD));
    var latest = get(client.latestBlock());

    assertThat(byNumber).isEqualTo(byHash).contains(latest);
    assertThat(latest.number()).isEqualTo(new Height(16));
    assertThat(parameters(0)).isEqualTo("[\"0x10\",false]");
    assertThat(parameters(2)).isEqualTo("[\"latest\",false]");
  }

  @Test
  void genesisIsReadAsAPayload() {
    engine.result("eth_getBlockByNumber", SampleAnswers.GENESIS);

    var genesis = get(client.genesisPayload());

    assertThat(genesis.blockHash()).isEqualTo(Hash32.fromHex(CannedEngine.hash(6)));
    assertThat(EngineFork.of(genesis)).isEqualTo(EngineFork.DENEB);
  }

  @Test
  void receiptsComeOneByOneWhereTheBlockMethodIsMissing() {
    var payload = built();
    var hash = "0x" + Hash32.of(Hash.sha3(new byte[] {2, (byte) 0xc0})).hex();
    engine.result("eth_getTransactionReceipt", SampleAnswers.receipt(hash, 0));

    var receipts = get(client.receipts(payload));

    assertThat(receipts)
        .containsExactly(new Receipt(Hash32.fromHex(hash), UInt64.of(21_000), Wei.of(9)));
  }

  @Test
  void receiptsComeFromThePublicPortWithoutAToken() {
    var hash = "0x" + Hash32.of(Hash.sha3(new byte[] {2, (byte) 0xc0})).hex();
    var payload = built();
    try (var open = new CannedEngine();
        var both = engine.connect(folder, open.url(), Clock.systemUTC())) {
      open.result("eth_getBlockReceipts", "[" + SampleAnswers.receipt(hash, 0) + "]");

      var receipts = get(both.receipts(payload));

      assertThat(receipts).hasSize(1);
      assertThat(open.tokens()).containsExactly("");
    }
  }

  @Test
  void everyRequestHasAFreshToken() throws ParseException, JOSEException {
    engine.result("eth_chainId", "\"0x1d97c\"");
    var seconds = new AtomicLong(1_700_000_000);
    try (var timed =
        engine.connect(folder, null, () -> Instant.ofEpochSecond(seconds.getAndIncrement()))) {

      assertThat(get(timed.chainId())).isEqualTo(UInt64.of(121_212));
      get(timed.chainId());
    }

    var verifier = new MACVerifier(Bytes.fromHex(CannedEngine.SECRET).toArray());
    for (int i = 0; i < 2; i++) {
      var token = SignedJWT.parse(engine.tokens().get(i).substring("Bearer ".length()));
      assertThat(token.verify(verifier)).isTrue();
      assertThat(token.getJWTClaimsSet().getIssueTime().toInstant())
          .isEqualTo(Instant.ofEpochSecond(1_700_000_000 + i));
    }
  }

  @Test
  void errorsOfTheClientKeepTheirCodes() {
    engine.error(
        "engine_getPayloadV3",
        "{\"code\":-38001,\"message\":\"Unknown payload\",\"data\":{\"err\":\"x\"}}");
    var unknown = failureOf(client.getPayload(EngineFork.DENEB, ID));
    engine.error("engine_getPayloadV3", "{\"code\":-32001,\"message\":\"Unknown payload\"}");
    var early = failureOf(client.getPayload(EngineFork.DENEB, ID));
    var missing = failureOf(client.chainId());

    assertThat(unknown.kind()).isEqualTo(Kind.REJECTED);
    assertThat(unknown.rpcCode()).hasValue(RpcError.UNKNOWN_PAYLOAD);
    assertThat(unknown).hasMessage("Unknown payload {\"err\":\"x\"}");
    assertThat(early.rpcCode()).hasValue(RpcError.UNKNOWN_PAYLOAD);
    assertThat(missing.kind()).isEqualTo(Kind.METHOD_MISSING);
    assertThat(missing).hasMessage("eth_chainId");
  }

  @Test
  void statusesOtherThanOkAreFailuresOfTheirKind() {
    assertThat(kindOf(401, "stale token")).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(kindOf(403, "")).isEqualTo(Kind.UNAUTHORIZED);
    assertThat(kindOf(404, "nothing here")).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(kindOf(429, "")).isEqualTo(Kind.UNAVAILABLE);
    assertThat(kindOf(503, "")).isEqualTo(Kind.UNAVAILABLE);
    engine.raw("eth_chainId", 401, "stale token");
    assertThat(failureOf(client.chainId())).hasMessage("HTTP 401 stale token");
  }

  @Test
  void anAnswerThatIsTooLargeIsNotRead() {
    engine.result("eth_chainId", "\"0x" + "0".repeat(1 << 20) + "\"");

    var failure = failureOf(client.chainId());

    assertThat(failure.kind()).isEqualTo(Kind.MALFORMED_ANSWER);
    assertThat(failure).hasMessage("eth_chainId got an answer of more than 1048576 bytes");
  }

  @Test
  void aClosedClientFailsAtOnce() {
    client.close();

    assertThat(failureOf(client.chainId()).kind()).isEqualTo(Kind.UNAVAILABLE);
  }

  private ExecutionPayload built() {
    engine.result("engine_getPayloadV3", SampleAnswers.BUILT);
    return get(client.getPayload(EngineFork.DENEB, ID)).payload();
  }

  private Kind kindOf(int status, String body) {
    engine.raw("eth_chainId", status, body);
    return failureOf(client.chainId()).kind();
  }

  private String parameters(int request) {
    return engine.requests().get(request).required("params").toString();
  }

  private static ForkchoiceState state() {
    return new ForkchoiceState(HEAD, Hash32.ZERO, Hash32.ZERO);
  }

  private static Withdrawal withdrawal() {
    return new Withdrawal(
        UInt64.of(1),
        UInt64.of(2),
        EvmAddress.fromHex("0x00000000000000000000000000000000000000aa"),
        UInt64.of(7));
  }
}
