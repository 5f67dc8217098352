/** Tests of the whole: the house rules, and nodes as a client sees them. */
@NullMarked
package io.alys.system;

import org.jspecify.annotations.NullMarked;
