package io.alys.actors.runtime;

import io.alys.messages.actor.DropCause;
import io.alys.messages.actor.MessageId;
import org.jspecify.annotations.Nullable;

/**
 * A message that was not delivered, or that its receiver failed on.
 *
 * @param target path of the receiver
 * @param sender path of the sending actor, or what the envelope says; empty for a plain thread
 * @param message the content, without envelope
 * @param cause why
 * @param atNanos when, on the runtime's clock
 * @param correlation id of the conversation, null if there was none yet
 */
public record DeadLetter(
    String target,
    String sender,
    Object message,
    DropCause cause,
    long atNanos,
    @Nullable MessageId correlation) {}
