/** Whether a peer is still there, and how far away it is. */
@NullMarked
package io.alys.integration.libp2p.ping;

import org.jspecify.annotations.NullMarked;
