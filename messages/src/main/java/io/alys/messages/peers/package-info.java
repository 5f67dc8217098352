/** What is known of the peers of a node, and the PeerActor's messages. */
@NullMarked
package io.alys.messages.peers;

import org.jspecify.annotations.NullMarked;
