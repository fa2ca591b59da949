package bad;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Targets;

class Formulas {
  @Loss
//^ no-loss
  interface F0 {}

  @Loss(nll = "exp(z - y * z")
//            ^ formula-syntax
  interface F1 {}

  @Loss(nll = "(z - y) * 2 3")
//            ^ formula-syntax
  interface F2 {}

  @Loss(nll = "(z - y)^0.5")
//            ^ formula-syntax
  interface F3 {}

  @Loss(nll = "exp(m) - y * m")
//            ^ formula-name
  interface F4 {}

  @Loss(nll = "sofplus(z) - y * z", targets = Targets.PROBABILITIES)
//            ^ formula-name
  interface F5 {}

  @Loss(nll = "z - y * log(z)", targets = Targets.COUNTS)
//            ^ formula-domain
  interface F6 {}

  @Loss(nll = "(z - y)^2 / z")
//            ^ formula-domain
  interface F7 {}

  @Loss(nll = "exp(z) - z")
//            ^ formula-unused
  interface F8 {}

  @Loss(nll = "(m - y)^2", outputNames = {"m", "s"})
//            ^ formula-unused
  interface F9 {}

  @Loss(nll = "exp(z) - y * z")
//            ^ formula-unbounded
  interface F10 {}

  @Loss(nll = "abs(z - y)")
//            ^ formula-kink
  interface F11 {}

  @Loss(nll = "(m - y)^2", outputNames = "mean")
//                                       ^ formula-output
  interface F12 {}

  @Loss(nll = "(z - y)^2", mean = {"z", "1"})
//                                ^ formula-means
  interface F13 {}

  @Loss(nll = "exp(z) - y * z", targets = Targets.COUNTS, mean = "z")
//                                                               ^ formula-mean
  interface F14 {}

  @Loss(nll = "(z - y)^2", mean = "z + y")
//                                ^ formula-mean-of-target
  interface F15 {}

  @Loss(nll = "(z - y)^2", activation = Activation.IDENTITY)
//                                                ^ contradiction
  interface F16 {}

  @Loss(distribution = Distribution.GAUSSIAN)
//                                 ^ missing-member
  interface F17 {}

  @Loss(nll = "exp(z) - y * z", targets = Targets.COUNTS)
//                                               ^ formula-mean
  interface F18 {}

  @Loss(nll = "(z - y)^2 + 1e999")
//            ^ formula-syntax
  interface F19 {}

  @Loss(nll = "(z - y)^2 + (((((((((((((((((((((((((((((((((((((((((((((((((((1)))))))))))))))))))))))))))))))))))))))))))))))))))")
//            ^ formula-syntax
  interface F20 {}

  @Loss(nll = "(m - y)^2 + M^2", outputNames = {"m", "M"})
//                                             ^ formula-output
  interface F21 {}

  @Loss(nll = "s + (m - y)^2 * exp(-s)", outputNames = {"m", "s"}, mean = {"m", "exp(s) + y"})
//                                                                        ^ formula-mean-of-target
  interface F22 {}

  @Loss(nll = "exp(z) + y")
//            ^ formula-unused
  interface F23 {}

  @Loss(nll = "((z - y)^64)^64")
//            ^ formula-syntax
  interface F24 {}

  @Loss(nll = "exp(z)\n\t- y * zz")
//            ^ formula-name
  interface F25 {}

  @Loss(nll = "(z - y)^2\0 and more")
//            ^ formula-syntax
  interface F26 {}

  @Loss(nll = "(z - y)^2 + 1e-310 * z^2")
//            ^ formula-syntax
  interface F27 {}

  @Loss(nll = "sqrt(abs(z - y))")
//            ^ formula-domain
  interface F28 {}

  @Loss(nll = "(z - y)^2 / delta", parameters = "delta")
//            ^ formula-domain
  interface F29 {}

  @Loss(nll = "delta * (z - y)^2", parameters = "delta <= 1")
//            ^ formula-unbounded
  interface F30 {}

  @Loss(nll = "(z - y)^2", parameters = "delta > 0")
//            ^ formula-unused
  interface F31 {}

  @Loss(nll = "delta * (z - y)^2", parameters = "delta > zero")
//                                              ^ formula-parameter
  interface F32 {}

  @Loss(nll = "delta * (z - y)^2", parameters = {"delta > 0", "delta > 1"})
//                                              ^ formula-parameter
  interface F33 {}

  @Loss(nll = "(z - y)^2", parameters = "1 < double < 2")
//                                      ^ formula-parameter
  interface F34 {}

  @Loss(nll = "(z - y)^2", parameters = "1 < delta < 1")
//                                      ^ formula-parameter
  interface F35 {}

  @Loss(nll = "(z - y)^2", parameters = "exp > 0")
//                                      ^ formula-parameter
  interface F36 {}

  @Loss(nll = "(z - y)^2", parameters = "0 < delta > 1")
//                                      ^ formula-parameter
  interface F37 {}

  @Loss(nll = "detla * (z - y)^2", parameters = "delta > 0")
//            ^ formula-name
  interface F38 {}

  static final String NAMED = "exp(z - y * z";

  @Loss(nll = NAMED)
//            ^ formula-syntax
  interface F39 {}

  @Loss(nll = "log(1 + exp(z)) - y * z", targets = Targets.PROBABILITIES, mean = "sigmoid(z)")
//            ^ formula-unstable
  interface F40 {}

  @Loss(nll = "s + (exp(m - y) - 1)^2 * exp(-s)", outputNames = {"m", "s"})
//            ^ formula-unstable
  interface F41 {}

  @Loss(nll = "(z - y)^2 + log1p(-z)")
//            ^ formula-domain
  interface F42 {}

  @Loss(nll = "(((z - y)^64 + 1)^64 + 1)^64")
//            ^ formula-long
  interface F43 {}
}
