/** Tests of the contracts with other programs. */
@NullMarked
package io.alys.proto;

import org.jspecify.annotations.NullMarked;
