/** The tree of certified blocks at hand and how its head moves. */
@NullMarked
package io.alys.workflows.head;

import org.jspecify.annotations.NullMarked;
