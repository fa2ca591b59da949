/** Fourth stage, derive: gradients and curvatures of expressions. It knows the algebra alone. */
@NullMarked
package dev.surprisal.processor.derive;

import org.jspecify.annotations.NullMarked;
