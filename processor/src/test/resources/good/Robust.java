package good;

import dev.surprisal.annotation.Loss;

/** Squares near the target and distances far from it, from where on the constructor is told. */
@Loss(nll = "delta^2 * sqrt(1 + ((z - y) / delta)^2)", parameters = "delta > 0")
public interface Robust {}
