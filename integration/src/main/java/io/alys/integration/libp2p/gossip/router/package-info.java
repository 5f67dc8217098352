/** The router of gossipsub 1.1 as a machine without sockets, threads and a clock. */
@NullMarked
package io.alys.integration.libp2p.gossip.router;

import org.jspecify.annotations.NullMarked;
