/** Real programs on loopback, and faults between them and us, for tests. */
@NullMarked
package io.alys.integration.testing;

import org.jspecify.annotations.NullMarked;
