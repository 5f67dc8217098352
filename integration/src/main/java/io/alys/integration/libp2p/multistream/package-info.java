/** How two peers agree on a protocol: multistream-select 1.0. */
@NullMarked
package io.alys.integration.libp2p.multistream;

import org.jspecify.annotations.NullMarked;
