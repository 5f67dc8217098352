/** The two-way peg as pure functions: scripts, deposits, tiers (consensus rules 5.1, 5.2, 5.5). */
@NullMarked
package io.alys.workflows.peg;

import org.jspecify.annotations.NullMarked;
