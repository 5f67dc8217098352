/**
 * Version 2 of the block rules as pure functions; rule numbers are those of {@code docs/rules.md}.
 */
@NullMarked
package io.alys.workflows.rules;

import org.jspecify.annotations.NullMarked;
