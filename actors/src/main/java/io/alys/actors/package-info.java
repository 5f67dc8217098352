/** The actors of the node and their supervisors. */
@NullMarked
package io.alys.actors;

import org.jspecify.annotations.NullMarked;
