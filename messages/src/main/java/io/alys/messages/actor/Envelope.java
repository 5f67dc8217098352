package io.alys.messages.actor;

import io.alys.messages.ActorMessage;
import org.jspecify.annotations.Nullable;

/**
 * A message with what the bus says about it. It travels where a {@code T} would; the receiving
 * actor sees the content only.
 *
 * @param id of this message
 * @param correlation id of the conversation that it belongs to
 * @param sender path of the sending actor, or a name such as {@code rpc} for a thread
 * @param trace the W3C trace context of the sender
 * @param priority the lane
 * @param deadline after which it is dropped and counted, null for none
 * @param attempt 1 for the first sending
 * @param message the content
 */
public record Envelope<T>(
    MessageId id,
    MessageId correlation,
    String sender,
    TraceContext trace,
    Priority priority,
    @Nullable Deadline deadline,
    int attempt,
    T message)
    implements ActorMessage {}
