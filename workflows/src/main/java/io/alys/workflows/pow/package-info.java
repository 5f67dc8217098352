/** Merged mining as pure functions: targets, proofs, templates (consensus rules 7.1 to 7.5). */
@NullMarked
package io.alys.workflows.pow;

import org.jspecify.annotations.NullMarked;
