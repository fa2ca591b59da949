/**
 * Numeric primitives: {@link dev.surprisal.runtime.kernel.RowKernels} says what they are, a scalar
 * and a vector implementation for each precision say how, and {@link
 * dev.surprisal.runtime.kernel.Kernels} chooses, once. The only place that mentions the Vector API.
 */
@NullMarked
package dev.surprisal.runtime.kernel;

import org.jspecify.annotations.NullMarked;
