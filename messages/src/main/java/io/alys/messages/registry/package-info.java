/** What supervisors tell the registry of actors, and what it tells of them. */
@NullMarked
package io.alys.messages.registry;

import org.jspecify.annotations.NullMarked;
