/** The network subtree: peers, gossip in and out, questions and answers, sync. */
@NullMarked
package io.alys.actors.network;

import org.jspecify.annotations.NullMarked;
