/** The storage subtree: the actor that owns the block store. */
@NullMarked
package io.alys.actors.storage;

import org.jspecify.annotations.NullMarked;
