package good;

import static dev.surprisal.annotation.Activation.SIGMOID;
import static dev.surprisal.annotation.Distribution.PRODUCT_OF_BERNOULLIS;
import static dev.surprisal.annotation.Reduction.MEAN_OF_OUTPUTS;

import dev.surprisal.annotation.Loss;

@Loss(
    distribution = PRODUCT_OF_BERNOULLIS,
    activation = SIGMOID,
    size = 12,
    reduction = MEAN_OF_OUTPUTS,
    missingTargets = true)
public interface Assays {}
