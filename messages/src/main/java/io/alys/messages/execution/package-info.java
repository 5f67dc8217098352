/** What the node and its execution client say to each other, in the node's own value types. */
@NullMarked
package io.alys.messages.execution;

import org.jspecify.annotations.NullMarked;
