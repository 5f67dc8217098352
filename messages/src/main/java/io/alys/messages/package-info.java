/** The protocols that actors speak with each other. */
@NullMarked
package io.alys.messages;

import org.jspecify.annotations.NullMarked;
