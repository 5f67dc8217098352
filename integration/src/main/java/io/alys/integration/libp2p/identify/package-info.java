/** What peers tell each other about themselves. */
@NullMarked
package io.alys.integration.libp2p.identify;

import org.jspecify.annotations.NullMarked;
