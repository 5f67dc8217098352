/** Bounded HTTP and JSON building blocks that the servers and clients at the node's rim share. */
@NullMarked
package io.alys.node.http;

import org.jspecify.annotations.NullMarked;
