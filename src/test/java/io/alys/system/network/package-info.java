/** Whole nodes as real processes with a real execution client, used as an operator uses them. */
@NullMarked
package io.alys.system.network;

import org.jspecify.annotations.NullMarked;
