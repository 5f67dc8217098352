/** Messages of merged mining: templates, submissions and their verdicts. */
@NullMarked
package io.alys.messages.mining;

import org.jspecify.annotations.NullMarked;
