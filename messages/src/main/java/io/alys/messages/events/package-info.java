/** Events of a node that a person or another subtree cares about. */
@NullMarked
package io.alys.messages.events;

import org.jspecify.annotations.NullMarked;
