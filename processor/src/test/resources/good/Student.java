package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Activation.SOFTMAX;
import static dev.surprisal.annotation.Distribution.CATEGORICAL;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.TargetForm.PROBABILITIES;

import dev.surprisal.annotation.Loss;

/** What a student learns of a teacher, beside the labels. */
class Student {
  @Loss(
      distribution = CATEGORICAL,
      activation = SOFTMAX,
      size = 10,
      target = PROBABILITIES,
      temperature = 4)
  interface Imitation {}

  @Loss(
      distribution = PRODUCT_OF_BERNOULLIS,
      activation = SIGMOID,
      size = 14,
      temperature = 2)
  interface Tags {}
}
