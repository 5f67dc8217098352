/** Measures the actor system on the machine at hand: {@code alys bench}. */
@NullMarked
package io.alys.node.bench;

import org.jspecify.annotations.NullMarked;
