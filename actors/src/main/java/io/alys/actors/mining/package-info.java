/** Merged mining: the actor that hands out templates and takes proofs. */
@NullMarked
package io.alys.actors.mining;

import org.jspecify.annotations.NullMarked;
