/** The chain subtree: heads, votes, production, import and the execution client. */
@NullMarked
package io.alys.actors.chain;

import org.jspecify.annotations.NullMarked;
