/** The storage and signing actors over real files. */
@NullMarked
package io.alys.system.storage;

import org.jspecify.annotations.NullMarked;
