/** {@code alys dev}: a whole network on one machine, its programs started, watched and stopped. */
@NullMarked
package io.alys.node.dev;

import org.jspecify.annotations.NullMarked;
