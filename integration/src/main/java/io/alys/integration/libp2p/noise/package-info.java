/** The secure channel: Noise XX with libp2p's proof of identity. */
@NullMarked
package io.alys.integration.libp2p.noise;

import org.jspecify.annotations.NullMarked;
