/** What the node and its peers say to each other, and the messages of the network subtree. */
@NullMarked
package io.alys.messages.network;

import org.jspecify.annotations.NullMarked;
