/** The view over the certified blocks that a node keeps at hand. */
@NullMarked
package io.alys.workflows.chain;

import org.jspecify.annotations.NullMarked;
