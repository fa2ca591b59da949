package good;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Targets;

/** A softmax whose logits are held near 0. */
@Loss(
    nll = "logSumExp(z) - z[y] + 1e-2 * sum(z^2)",
    targets = Targets.CLASSES,
    mean = "exp(z - logSumExp(z))",
    size = 6,
    ignoreIndex = -1)
public interface Genres {}
