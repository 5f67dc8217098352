package io.alys.messages.execution;

import io.alys.messages.block.ExecutionPayload;

/** The Engine API generation of a payload, chosen by its timestamp's fork. */
public enum EngineFork {
  /** Shanghai: {@code engine_*V2}, payloads with 15 fields. */
  CAPELLA,
  /** Cancun: {@code engine_*V3}, payloads with 17 fields. */
  DENEB;

  /** The generation that a payload's fields belong to. */
  public static EngineFork of(ExecutionPayload payload) {
    return payload.blobGas() == null ? CAPELLA : DENEB;
  }
}
