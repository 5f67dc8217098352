/** Encodings of blocks and Bitcoin structures, and the hashes that identify them. */
@NullMarked
package io.alys.workflows.codec;

import org.jspecify.annotations.NullMarked;
