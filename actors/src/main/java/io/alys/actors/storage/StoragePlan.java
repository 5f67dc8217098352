package io.alys.actors.storage;

import akka.actor.typed.DispatcherSelector;
import io.alys.actors.NodeActors;
import io.alys.actors.Surroundings;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Part;
import io.alys.actors.supervision.Subtree;
import io.alys.workflows.supervision.SupervisionStrategy.OneForAll;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;

/**
 * The storage subtree.
 *
 * @param stores opened by whoever can refuse to start the node, and closed by them
 */
public record StoragePlan(StorageActor.Stores stores, StorageActor.Limits limits) {

  /** Everything stands on it: what it can't remedy itself concerns the whole node. */
  private static final RestartLimit ALL = new RestartLimit(2, Duration.ofMinutes(10));

  private static final RestartLimit ALONE = new RestartLimit(10, Duration.ofMinutes(1));

  /** The subtree. */
  public Part part(Surroundings around) {
    var store =
        ChildSpec.of(
                NodeActors.STORE,
                NodeActors.STORAGE_KIND,
                new OneForOne(ALONE),
                addresses -> StorageActor.create(stores, limits, around.events()))
            .withDispatcher(DispatcherSelector.fromConfig(StorageActor.DISPATCHER));
    return Subtree.of("storage", new OneForAll(ALL), store);
  }
}
