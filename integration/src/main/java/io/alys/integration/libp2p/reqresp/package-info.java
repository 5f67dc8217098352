/** One request, answered by a bounded sequence of chunks, in the ssz_snappy framing. */
@NullMarked
package io.alys.integration.libp2p.reqresp;

import org.jspecify.annotations.NullMarked;
