/** The adapters that connect the ports to the outside world. */
@NullMarked
package io.alys.integration;

import org.jspecify.annotations.NullMarked;
