package good;

import dev.surprisal.annotation.Loss;

/** Logistic noise, which no distribution of its own is there for. */
@Loss(
    nll = "s + (y - m) * exp(-s) + 2 * softplus((m - y) * exp(-s))",
    outputNames = {"m", "s"},
    mean = {"m", "exp(s)"},
    exampleWeights = true)
public interface Noise {}
