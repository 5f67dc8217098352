/** What every message can carry beside its content, and what actors say about themselves. */
@NullMarked
package io.alys.messages.actor;

import org.jspecify.annotations.NullMarked;
