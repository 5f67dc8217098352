/** The PeerActor: whom the node is connected with, and what is held against whom. */
@NullMarked
package io.alys.actors.peers;

import org.jspecify.annotations.NullMarked;
