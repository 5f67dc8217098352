/** Gossip on a host: streams to peers, a heartbeat, and the router between them. */
@NullMarked
package io.alys.integration.libp2p.gossip.service;

import org.jspecify.annotations.NullMarked;
