/** Founds networks: keys of the members, chain spec, execution genesis and the shared secret. */
@NullMarked
package io.alys.integration.founding;

import org.jspecify.annotations.NullMarked;
