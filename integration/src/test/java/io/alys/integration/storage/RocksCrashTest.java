package io.alys.integration.storage;

import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.block;
import static io.alys.workflows.fakes.SampleChain.extension;
import static io.alys.workflows.fakes.SampleChain.heads;
import static io.alys.workflows.fakes.SampleChain.ref;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksCrashTest {

  @TempDir private Path folder;

  @Test
  void whatWasAcknowledgedIsThereAfterKill9() {
    var random = new Random(10);
    long next = 0;
    for (int round = 0; round < 4; round++) {
      var printed =
          KilledProcess.run(ApplyLoop.class, 20 + random.nextInt(60), folder.toString(), "" + next);
      long acknowledged = Long.parseLong(printed.getLast());

      try (var store = RocksBlockStore.open(folder, RocksBlockStoreTest.NETWORK)) {
        long head = store.heads().orElseThrow().certified().height().value();
        assertThat(head).isBetween(acknowledged, acknowledged + 1);
        assertThat(store.heads()).contains(heads(0, head));
        for (long height = 0; height <= head; height++) {
          assertThat(store.canonicalRoot(at(height))).contains(ref(0, height).root());
          assertThat(store.block(ref(0, height).root())).contains(block(0, height));
        }
        assertThat(store.canonicalRoot(at(head + 1))).isEmpty();
        assertThat(store.blocksFrom(at(0), 10_000)).hasSize((int) head + 1);
        next = head + 1;
      }
    }
  }

  /** Applies block after block, and prints each that is on disk. */
  static final class ApplyLoop {

    private ApplyLoop() {}

    public static void main(String[] arguments) {
      var store = RocksBlockStore.open(Path.of(arguments[0]), RocksBlockStoreTest.NETWORK);
      for (long height = Long.parseLong(arguments[1]); ; height++) {
        store.apply(extension(height));
        System.out.println(height);
        System.out.flush();
      }
    }
  }
}
