/** Value types whose unit and byte order are part of the type. */
@NullMarked
package io.alys.messages.types;

import org.jspecify.annotations.NullMarked;
