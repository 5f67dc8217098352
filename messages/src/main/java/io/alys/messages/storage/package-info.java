/** Messages of the storage subtree and the changes it applies. */
@NullMarked
package io.alys.messages.storage;

import org.jspecify.annotations.NullMarked;
