package io.alys.integration.storage;

import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.chain.BlockContext;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.PowRecord;
import io.alys.messages.chain.WorkHistory;
import io.alys.messages.types.Bytes;
import io.alys.messages.types.CompactBits;
import io.alys.messages.types.Hash32;
import io.alys.messages.types.Slot;
import io.alys.messages.types.UInt64;
import io.alys.messages.types.Wei;
import io.alys.workflows.fakes.SampleChain;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The vectors in {@code storage/format-1.txt} stay readable for ever: data of format 1 exists. */
class ChainCodecTest {

  private static final Map<String, BlockContext> CONTEXTS =
      Map.of(
          "plain", SampleChain.context(0, 7, null),
          "genesis", SampleChain.context(0, 0, null),
          "full", full());

  @TestFactory
  Stream<DynamicTest> contextsOfFormat1() throws IOException {
    var vectors = vectors();
    return CONTEXTS.entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      var bytes = Objects.requireNonNull(vectors.get(entry.getKey()));

                      assertThat(Bytes.of(ChainCodec.encode(entry.getValue()))).isEqualTo(bytes);
                      assertThat(ChainCodec.decodeContext(bytes.toArray()))
                          .contains(entry.getValue());
                    }));
  }

  @Test
  void headsOfFormat1() throws IOException {
    var heads = new ChainHeads(ref(0, 9), ref(0, 8), ref(0, 3));
    var bytes = Objects.requireNonNull(vectors().get("heads"));

    assertThat(Bytes.of(ChainCodec.encode(heads))).isEqualTo(bytes);
    assertThat(ChainCodec.decodeHeads(bytes.toArray())).contains(heads);
  }

  @Test
  void everyPrefixAndEveryLongerTextIsRefused() {
    var bytes = ChainCodec.encode(full());

    for (int length = 0; length < bytes.length; length++) {
      assertThat(ChainCodec.decodeContext(Arrays.copyOf(bytes, length))).isEmpty();
    }
    assertThat(ChainCodec.decodeContext(Arrays.copyOf(bytes, bytes.length + 1))).isEmpty();
    assertThat(ChainCodec.decodeContext(new byte[5000])).isEmpty();
    assertThat(ChainCodec.decodeHeads(bytes)).isEmpty();
  }

  @Test
  void anotherVersionIsRefused() {
    var bytes = ChainCodec.encode(full());
    bytes[0] = 2;

    assertThat(ChainCodec.decodeContext(bytes)).isEmpty();
  }

  @Test
  void noBytesMakeADecoderThrowAndWhatIsReadIsWrittenAlike() {
    var random = new Random(7);
    var good = ChainCodec.encode(full());
    for (int round = 0; round < 20_000; round++) {
      var bytes = good.clone();
      for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      ChainCodec.decodeContext(bytes)
          .ifPresent(read -> assertThat(ChainCodec.encode(read)).isEqualTo(bytes));
      assertThat(ChainCodec.decodeHeads(bytes)).isEmpty();
    }
  }

  private static BlockContext full() {
    var recent = new ArrayList<PowRecord>();
    for (int i = 0; i < WorkHistory.WINDOW; i++) {
      recent.add(new PowRecord(at(100 + 4L * i), new CompactBits(0xffffffff - i)));
    }
    return new BlockContext(
        ref(3, 200),
        ref(3, 199).root(),
        new Slot(Long.MAX_VALUE),
        Hash32.fromHex("fe".repeat(32)),
        new UInt64(-1),
        ref(3, 100),
        ref(3, 199),
        ref(3, 128),
        new WorkHistory(recent, at(96)),
        new Wei(BigInteger.TWO.pow(256).subtract(BigInteger.ONE)),
        Wei.of(128),
        new UInt64(1L << 63),
        Hash32.fromHex("cd".repeat(32)));
  }

  private static Map<String, Bytes> vectors() throws IOException {
    try (var file = ChainCodecTest.class.getResourceAsStream("/storage/format-1.txt")) {
      var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
      var vectors = new LinkedHashMap<String, Bytes>();
      text.lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" "))
          .forEach(words -> vectors.put(words[0], Bytes.fromHex(words[1])));
      return vectors;
    }
  }
}
