/** Messages of the root guardian. */
@NullMarked
package io.alys.messages.node;

import org.jspecify.annotations.NullMarked;
