/**
 * Varints, messages with a length and protobuf fields as libp2p writes them, read within bounds.
 */
@NullMarked
package io.alys.integration.libp2p.multiformats;

import org.jspecify.annotations.NullMarked;
