package io.alys.integration.storage;

import static io.alys.integration.storage.Faults.assertFault;
import static io.alys.workflows.fakes.SampleChain.at;
import static io.alys.workflows.fakes.SampleChain.block;
import static io.alys.workflows.fakes.SampleChain.extension;
import static io.alys.workflows.fakes.SampleChain.heads;
import static io.alys.workflows.fakes.SampleChain.ref;
import static org.assertj.core.api.Assertions.assertThat;

import io.alys.messages.block.AggregateApproval;
import io.alys.messages.block.SignedBlock;
import io.alys.messages.chain.ChainHeads;
import io.alys.messages.chain.StoredBlock;
import io.alys.messages.storage.ChainUpdate;
import io.alys.messages.storage.StorageFault;
import io.alys.messages.types.BlockRef;
import io.alys.messages.types.Hash32;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RocksBlockStoreTest {

  static final NetworkIdentity NETWORK =
      new NetworkIdentity(Hash32.fromHex("aa".repeat(32)), Hash32.fromHex("bb".repeat(32)));

  private static final Hash32 HEADER = Hash32.fromHex("77".repeat(32));

  @TempDir private Path folder;

  @Test
  void aNewFolderIsEmpty() {
    with(
        store -> {
          assertThat(store.heads()).isEmpty();
          assertThat(store.block(HEADER)).isEmpty();
          assertThat(store.canonicalRoot(at(0))).isEmpty();
          assertThat(store.blocksFrom(at(0), 10)).isEmpty();
          assertThat(store.blocksWithParentHeader(HEADER)).isEmpty();
        });
  }

  @Test
  void whatWasAppliedIsThereAfterAReopen() {
    with(store -> LongStream.range(0, 20).forEach(height -> store.apply(extension(height))));

    with(
        store -> {
          assertThat(store.heads()).contains(heads(0, 19));
          assertThat(store.block(ref(0, 7).root())).contains(block(0, 7));
          assertThat(store.canonicalRoot(at(19))).contains(ref(0, 19).root());
          assertThat(store.canonicalRoot(at(20))).isEmpty();
          assertThat(store.blocksFrom(at(17), 100))
              .containsExactly(block(0, 17), block(0, 18), block(0, 19));
        });
  }

  @Test
  void anUpdateWithoutHeadsLeavesThem() {
    with(
        store -> {
          store.apply(extension(0));
          store.apply(new ChainUpdate(List.of(block(1, 1)), List.of(), null));

          assertThat(store.heads()).contains(heads(0, 0));
          assertThat(store.block(ref(1, 1).root())).contains(block(1, 1));
          assertThat(store.canonicalRoot(at(1))).isEmpty();
        });
  }

  @Test
  void aBlockWithMoreApprovalsReplacesItself() {
    var plain =
        new StoredBlock(
            new SignedBlock(block(0, 0).block().message(), AggregateApproval.EMPTY),
            block(0, 0).context());

    with(
        store -> {
          store.apply(new ChainUpdate(List.of(plain), List.of(), null));
          store.apply(new ChainUpdate(List.of(block(0, 0)), List.of(), null));

          assertThat(store.blocksFrom(at(0), 10)).containsExactly(block(0, 0));
        });
  }

  @Test
  void aShorterBranchTakesTheHeightsAboveItOutOfTheIndex() {
    with(
        store -> {
          LongStream.range(0, 10).forEach(height -> store.apply(extension(height)));

          store.apply(
              new ChainUpdate(
                  List.of(block(1, 5), block(1, 6)),
                  List.of(ref(1, 5), ref(1, 6)),
                  new ChainHeads(ref(1, 6), ref(0, 4), ref(0, 0))));

          assertThat(canonical(store, 12))
              .containsExactly(
                  ref(0, 0), ref(0, 1), ref(0, 2), ref(0, 3), ref(0, 4), ref(1, 5), ref(1, 6));
          assertThat(store.block(ref(0, 9).root())).contains(block(0, 9));
          assertThat(store.blocksFrom(at(6), 10))
              .containsExactlyInAnyOrder(
                  block(0, 6), block(1, 6), block(0, 7), block(0, 8), block(0, 9));
        });
  }

  @Test
  void aPageOfBlocksHoldsWholeHeights() {
    with(
        store -> {
          for (int branch = 0; branch < 3; branch++) {
            store.apply(
                new ChainUpdate(
                    List.of(block(branch, 300), block(branch, 255), block(branch, 256)),
                    List.of(),
                    null));
          }

          assertThat(heights(store.blocksFrom(at(0), 1))).containsExactly(255L, 255L, 255L);
          assertThat(heights(store.blocksFrom(at(0), 3))).containsExactly(255L, 255L, 255L);
          assertThat(heights(store.blocksFrom(at(0), 4)))
              .containsExactly(255L, 255L, 255L, 256L, 256L, 256L);
          assertThat(heights(store.blocksFrom(at(257), 4))).containsExactly(300L, 300L, 300L);
          assertThat(store.blocksFrom(at(301), 4)).isEmpty();
          assertThat(store.contextsFrom(at(0), 4))
              .isEqualTo(store.blocksFrom(at(0), 4).stream().map(StoredBlock::context).toList());
        });
  }

  @Test
  void blocksAreFoundByTheirParentHeader() {
    var other = Hash32.fromHex("78" + "00".repeat(31));

    with(
        store -> {
          store.apply(
              new ChainUpdate(
                  List.of(
                      block(0, 1, HEADER), block(1, 2, HEADER), block(0, 3, other), block(0, 4)),
                  List.of(),
                  null));

          assertThat(store.blocksWithParentHeader(HEADER))
              .containsExactlyInAnyOrder(ref(0, 1), ref(1, 2));
          assertThat(store.blocksWithParentHeader(other)).containsExactly(ref(0, 3));
          assertThat(store.blocksWithParentHeader(Hash32.ZERO)).isEmpty();
        });
  }

  @Test
  void headsThatAreNotStoredAreRefusedAndNothingIsWritten() {
    with(
        store -> {
          store.apply(extension(0));

          assertFault(
              StorageFault.BAD_UPDATE,
              () ->
                  store.apply(
                      new ChainUpdate(List.of(block(0, 2)), List.of(ref(0, 2)), heads(0, 2))),
              "1:");
          assertThat(store.block(ref(0, 2).root())).isEmpty();
          assertThat(store.canonicalRoot(at(2))).isEmpty();
          store.apply(extension(1));
          assertThat(store.heads()).contains(heads(0, 1));
        });
  }

  @Test
  void aBlockWithAnotherHeightThanItsContextIsRefused() {
    var mixed = new StoredBlock(block(0, 3).block(), block(0, 4).context());

    with(
        store ->
            assertFault(
                StorageFault.BAD_UPDATE,
                () -> store.apply(new ChainUpdate(List.of(mixed), List.of(), null)),
                "another height"));
  }

  @Test
  void anotherGenesisIsRefusedByName() {
    with(store -> store.apply(extension(0)));

    assertFault(
        StorageFault.WRONG_NETWORK,
        () -> RocksBlockStore.open(folder, new NetworkIdentity(NETWORK.specHash(), HEADER)),
        folder.toString(),
        "another genesis (0xbbbb",
        "configured is 0x7777",
        "another data folder");
  }

  @Test
  void anotherChainSpecIsRefusedByName() {
    with(store -> store.apply(extension(0)));

    assertFault(
        StorageFault.WRONG_NETWORK,
        () -> RocksBlockStore.open(folder, new NetworkIdentity(HEADER, NETWORK.executionGenesis())),
        folder.toString(),
        "another chain spec (0xaaaa");
    with(store -> assertThat(store.heads()).contains(heads(0, 0)));
  }

  @Test
  void aSecondOpenerIsRefusedByName() {
    with(
        store ->
            assertFault(
                StorageFault.LOCKED,
                () -> RocksBlockStore.open(folder, NETWORK),
                folder.toString(),
                "another process"));
  }

  private void with(Consumer<RocksBlockStore> use) {
    try (var store = RocksBlockStore.open(folder, NETWORK)) {
      use.accept(store);
    }
  }

  private static List<BlockRef> canonical(RocksBlockStore store, long below) {
    return LongStream.range(0, below)
        .boxed()
        .flatMap(
            height ->
                store.canonicalRoot(at(height)).stream()
                    .map(root -> new BlockRef(root, at(height))))
        .toList();
  }

  private static Stream<Long> heights(List<StoredBlock> blocks) {
    return blocks.stream().map(block -> block.context().height().value());
  }
}
