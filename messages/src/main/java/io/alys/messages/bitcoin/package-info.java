/** Bitcoin structures that consensus blocks carry. */
@NullMarked
package io.alys.messages.bitcoin;

import org.jspecify.annotations.NullMarked;
