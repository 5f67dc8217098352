/** How well a peer of gossipsub behaves: counters, their decay, and the score they add up to. */
@NullMarked
package io.alys.integration.libp2p.gossip.score;

import org.jspecify.annotations.NullMarked;
