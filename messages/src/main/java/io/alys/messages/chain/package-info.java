/** Messages of the chain subtree, and what a node knows of each block. */
@NullMarked
package io.alys.messages.chain;

import org.jspecify.annotations.NullMarked;
