package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.STUDENT_T;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Precision;

@Loss(
    distribution = STUDENT_T,
    activation = IDENTITY,
    degreesOfFreedom = 4,
    precision = Precision.DOUBLE)
public interface Measured {}
