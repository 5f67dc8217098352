package io.alys.node.wiring;

import io.alys.actors.storage.StorageActor;
import io.alys.integration.storage.NetworkIdentity;
import io.alys.integration.storage.RocksBlockStore;
import io.alys.messages.types.Hash32;
import io.alys.workflows.ports.StorageFailure;
import io.alys.workflows.rules.SlotTime;
import io.alys.workflows.spec.ChainSpec;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** Opens the chain database and compares the clock with what is in it. */
final class StorageWiring implements AutoCloseable {

  private final RocksBlockStore store;

  StorageWiring(Path dataDir, ChainSpec spec, Hash32 specIdentity) throws CannotStart {
    var folder = dataDir.resolve("chain");
    create(folder);
    try {
      this.store =
          RocksBlockStore.open(
              folder, new NetworkIdentity(specIdentity, spec.v2().executionGenesisHash()));
    } catch (StorageFailure e) {
      throw refused(e);
    }
  }

  static CannotStart refused(StorageFailure failure) {
    var mayHeal =
        switch (failure.fault()) {
          case DISK_FULL, LOCKED, IO -> true;
          case CORRUPT, WRONG_NETWORK, UNKNOWN_FORMAT, BAD_UPDATE -> false;
        };
    return new CannotStart(mayHeal, String.valueOf(failure.getMessage()));
  }

  /** Makes a folder under the data folder. */
  static void create(Path folder) throws CannotStart {
    try {
      Files.createDirectories(folder);
    } catch (FileSystemException e) {
      var reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
      throw new CannotStart(
          reason.contains("No space left"),
          "data folder "
              + folder
              + " can't be made ("
              + reason
              + "): make its place writable, or name another data-dir");
    } catch (IOException e) {
      throw new CannotStart(true, "data folder " + folder + " can't be made: " + e);
    }
  }

  StorageActor.Stores stores() {
    return new StorageActor.Stores(store, store.records());
  }

  /** A clock behind the stored chain would sign old slots; nothing starts before it is set. */
  void checkClock(InstantSource clock, ChainSpec spec) throws CannotStart {
    var heads = store.heads();
    if (heads.isEmpty()) {
      return;
    }
    var head = store.block(heads.get().certified().root()).orElseThrow().context();
    var now = new SlotTime(clock.instant(), spec.slotDuration());
    if (head.slot().minus(now.slot()) > 1) {
      throw new CannotStart(
          true,
          "the clock says "
              + now.now()
              + ", but the stored chain already has a block of "
              + now.startOf(head.slot())
              + ": set the clock (NTP) and start again");
    }
  }

  @Override
  public void close() {
    store.close();
  }
}
