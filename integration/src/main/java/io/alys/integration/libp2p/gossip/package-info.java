/** Messages for everyone: gossipsub 1.1, so far its wire format. */
@NullMarked
package io.alys.integration.libp2p.gossip;

import org.jspecify.annotations.NullMarked;
