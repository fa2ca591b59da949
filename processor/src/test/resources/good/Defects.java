package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** Classes of which one is nearly all there is to see. */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 4, focal = 2)
interface Defects {}
