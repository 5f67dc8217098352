/** The chain specification as validated values, and the rules schedule. */
@NullMarked
package io.alys.workflows.spec;

import org.jspecify.annotations.NullMarked;
