/** What every actor runs in: its cell, mailbox, limits, statistics and the delivery of messages. */
@NullMarked
package io.alys.actors.runtime;

import org.jspecify.annotations.NullMarked;
