/** What log lines say beside their text. */
@NullMarked
package io.alys.node.logging;

import org.jspecify.annotations.NullMarked;
