/**
 * The pipeline: {@link dev.surprisal.processor.LossProcessor} reads declarations into the model,
 * has them validated, planned and written, and reports what it refuses.
 */
@NullMarked
package dev.surprisal.processor;

import org.jspecify.annotations.NullMarked;
