package io.alys.messages.peers;

import io.alys.messages.types.UInt256;
import java.time.Instant;

/**
 * What nodes tell each other first, and again when asked.
 *
 * @param work of the chain up to the PoW-final block
 * @param clock the sender's, when it sent this
 */
public record NodeStatus(
    ChainIdentity chain,
    HeadClaim certified,
    HeadClaim committed,
    HeadClaim powFinal,
    UInt256 work,
    Instant clock) {}
