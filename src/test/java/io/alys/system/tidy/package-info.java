/** The house rules for source text, checked and, where a machine can, mended. */
@NullMarked
package io.alys.system.tidy;

import org.jspecify.annotations.NullMarked;
