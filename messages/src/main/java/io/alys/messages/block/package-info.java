/** The consensus block and its parts, as they are hashed, stored and gossiped. */
@NullMarked
package io.alys.messages.block;

import org.jspecify.annotations.NullMarked;
