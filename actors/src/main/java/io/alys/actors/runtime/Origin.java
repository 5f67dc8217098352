package io.alys.actors.runtime;

import io.alys.messages.actor.MessageId;
import io.alys.messages.actor.Tags;
import io.alys.messages.actor.TraceContext;
import org.jspecify.annotations.Nullable;

/**
 * In whose name some work was begun; see {@link Current#origin()}.
 *
 * @param incarnation of the behaviour that began it, 0 outside an actor
 * @param correlation id of the conversation
 * @param trace the span under way
 * @param tags what the message in hand was about
 */
public record Origin(
    int incarnation, @Nullable MessageId correlation, TraceContext trace, Tags tags) {}
