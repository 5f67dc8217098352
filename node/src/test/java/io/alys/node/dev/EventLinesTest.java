package io.alys.node.dev;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What of a log a person gets to read. */
final class EventLinesTest {
  private static final String TIME = "2026-11-21T03:36:12.917Z ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "made block 1:3d in slot 7, 0 transactions, 401 ms"
            + "|made block 1:3d in slot 7, 0 transactions, 401 ms",
        "final 17:51aa to 18:66bb, work in block 20:eecc, miner 0xa0ee7a142d267c1f36714e4a8f75612f2"
            + "0a79720|final: blocks 17 to 18, by work in block 20, miner 0xa0ee7a…",
        "made block 1:3d in slot 7, 0 transactions, 401 ms [30000000001 3d4f5a6b7c]"
            + "|made block 1:3d in slot 7, 0 transactions, 401 ms",
        "skipped slot 7: payload-late: the payload came late"
            + "|skipped slot 7: payload-late: the payload came late",
      })
  void eventsAreShownWithoutTheFormOfTheLog(String text, String shown) {
    var line = TIME + "INFO  io.alys.actors.EventLog " + text;

    assertThat(EventLines.ofNode().apply(line)).contains(shown);
  }

  @Test
  void warningsOfOthersAreShownWithTheirLevel() {
    var line = TIME + "WARN  i.a.n.w.NodeAssembly chain spec: n = 1";

    assertThat(EventLines.ofNode().apply(line)).contains("WARN chain spec: n = 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        TIME + "INFO  i.a.node.rpc.RpcServer JSON-RPC on 127.0.0.1:21210",
        TIME + "INFO  io.alys.actors.EventLog proof for 1:aa to 1:aa, miner 0xa0",
        TIME + "DEBUG io.alys.actors.EventLog committed 1:aa",
        "\tat io.alys.Something",
        "--- started 2026-11-21T03:35:56Z: java",
      })
  void theRestIsNot(String line) {
    assertThat(EventLines.ofNode().apply(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "accepted  blocks 4..5  hash 45e2  bits 20418936  tries 3  seconds 2.05"
            + "|accepted blocks 4 to 5, bits 20418936, 3 hashes",
        "waiting   the node has no work: nothing-committed (-10)"
            + "|waiting the node has no work: nothing-committed (-10)",
        "working   the node has work|working the node has work",
      })
  void theMinerSaysWhatItFindsAndWaitsFor(String line, String shown) {
    assertThat(EventLines.ofMiner().apply(line)).contains(shown);
  }

  @Test
  void theMinersHashRateIsNotShown() {
    assertThat(EventLines.ofMiner().apply("hashing   200.0 kH/s")).isEmpty();
  }
}
