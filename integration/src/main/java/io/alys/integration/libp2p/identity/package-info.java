/** Keys of peers, the peer ids made from them, and the file that a node's own key is kept in. */
@NullMarked
package io.alys.integration.libp2p.identity;

import org.jspecify.annotations.NullMarked;
