package good;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.MIXTURE_OF_GAUSSIANS;

import dev.surprisal.annotation.Loss;

/** Where vehicles turn: left, straight on, right; how far ahead and to which side. */
@Loss(distribution = MIXTURE_OF_GAUSSIANS, activation = SOFTMAX, components = 3, size = 2)
public interface Turnings {}
