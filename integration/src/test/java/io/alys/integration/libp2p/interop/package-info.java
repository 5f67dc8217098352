/** Our libp2p against an independent one. */
@NullMarked
package io.alys.integration.libp2p.interop;

import org.jspecify.annotations.NullMarked;
