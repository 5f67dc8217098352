/** The worked example of docs/actors/README.md, which quotes it. */
@NullMarked
package io.alys.actors.guide;

import org.jspecify.annotations.NullMarked;
