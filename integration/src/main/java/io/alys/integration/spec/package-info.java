/** The chain spec as a file: strict reading, writing with a stable order, identity. */
@NullMarked
package io.alys.integration.spec;

import org.jspecify.annotations.NullMarked;
