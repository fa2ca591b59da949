/**
 * What users of a generated loss hold in their hands: {@link dev.surprisal.runtime.LossFunction},
 * {@link dev.surprisal.runtime.LossValue}; and the argument checks that generated code calls.
 */
@NullMarked
package dev.surprisal.runtime;

import org.jspecify.annotations.NullMarked;
