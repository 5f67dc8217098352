/** Addresses of peers, in text and binary. */
@NullMarked
package io.alys.integration.libp2p.multiaddr;

import org.jspecify.annotations.NullMarked;
