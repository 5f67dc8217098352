/** Turns files of test vectors into named tests. */
@NullMarked
package io.alys.workflows.vectors;

import org.jspecify.annotations.NullMarked;
