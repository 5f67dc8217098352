package io.alys.workflows.rules;

import io.alys.messages.chain.Watermark;
import io.alys.messages.signing.VoteObstacle;

/** Whether a block gets a signature (rule 2.3). */
public sealed interface VoteDecision {

  /** Yes; {@code next} is on disk before the signature leaves (2.2). */
  record Sign(Watermark next) implements VoteDecision {}

  /** Not now; ask again later (1.2). */
  record Hold(VoteObstacle obstacle) implements VoteDecision {}

  /** Never by this key: watermark and committed floor only grow. */
  record Refuse(VoteObstacle obstacle) implements VoteDecision {}
}
