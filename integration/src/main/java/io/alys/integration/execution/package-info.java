/** The execution client over the Engine API: transport, token, strict reading of answers. */
@NullMarked
package io.alys.integration.execution;

import org.jspecify.annotations.NullMarked;
