/** Many streams over one connection, each with its own flow control. */
@NullMarked
package io.alys.integration.libp2p.yamux;

import org.jspecify.annotations.NullMarked;
