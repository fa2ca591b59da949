package good;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Targets;

/** A softmax whose logits are held near 0, by formulas that other heads may have as well. */
@Loss(
    nll = Genres.CROSS_ENTROPY + " + 1e-2 * sum(z^2)",
    targets = Targets.CLASSES,
    mean = Genres.SOFTMAX,
    size = 6,
    ignoreIndex = -1)
public interface Genres {
  /** The surprisal of a class under a softmax. */
  String CROSS_ENTROPY = "logSumExp(z) - z[y]";

  /** The probabilities of classes. */
  String SOFTMAX = "exp(z - logSumExp(z))";
}
