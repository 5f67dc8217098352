/** The peer-to-peer network: a small libp2p of our own, written from the public specifications. */
@NullMarked
package io.alys.integration.libp2p;

import org.jspecify.annotations.NullMarked;
