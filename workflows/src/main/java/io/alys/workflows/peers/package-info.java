/** Rules for dealing with peers: whom to dial when, what they may ask, whom to know. */
@NullMarked
package io.alys.workflows.peers;

import org.jspecify.annotations.NullMarked;
