/** The execution layer's first block: the bridge contract, the system contracts and the forks. */
@NullMarked
package io.alys.integration.genesis;

import org.jspecify.annotations.NullMarked;
