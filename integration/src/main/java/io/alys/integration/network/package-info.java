/** The network port on top of our own libp2p. */
@NullMarked
package io.alys.integration.network;

import org.jspecify.annotations.NullMarked;
