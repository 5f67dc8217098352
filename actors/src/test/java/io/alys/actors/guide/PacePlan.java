package io.alys.actors.guide;

import io.alys.actors.bus.Bus;
import io.alys.actors.runtime.ActorKind;
import io.alys.actors.supervision.ChildKey;
import io.alys.actors.supervision.ChildSpec;
import io.alys.actors.supervision.Part;
import io.alys.workflows.supervision.SupervisionStrategy.OneForOne;
import io.alys.workflows.supervision.SupervisionStrategy.RestartLimit;
import java.time.Duration;

/** Where the PaceActor stands in the tree. */
final class PacePlan {

  static final ChildKey<PaceProtocol.Command> PACE = ChildKey.of("pace");
  static final ActorKind KIND = new ActorKind("pace");

  /** It owns nothing that a restart could not collect again. */
  private static final RestartLimit LIMIT = new RestartLimit(10, Duration.ofMinutes(1));

  private PacePlan() {}

  /** The part, without which the node would do, too. */
  static Part part(Bus bus, ChildKey<?> head, PaceActor.Limits limits) {
    return ChildSpec.of(
            PACE, KIND, new OneForOne(LIMIT), addresses -> PaceActor.create(bus.events(), limits))
        .withDependencies(head);
  }
}
