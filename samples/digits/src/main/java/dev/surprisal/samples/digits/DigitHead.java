package dev.surprisal.samples.digits;

import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;

import dev.surprisal.annotation.Loss;

/** The network's output: which of ten digits it is. The compiler makes DigitHeadLoss of it. */
@Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = DigitHead.DIGITS)
interface DigitHead {
  int DIGITS = 10;
}
