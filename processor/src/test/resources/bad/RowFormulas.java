package bad;

import dev.surprisal.annotation.Loss;
import dev.surprisal.annotation.Reduction;
import dev.surprisal.annotation.Targets;

class RowFormulas {
  @Loss(nll = "logSumExp(z) - z", targets = Targets.CLASSES)
//            ^ formula-row
  interface F0 {}

  @Loss(nll = "sum(sum((z - y)^2))")
//            ^ formula-row
  interface F1 {}

  @Loss(nll = "logSumExp(z) - z[y]")
//            ^ formula-row
  interface F2 {}

  @Loss(nll = "sum((z - y)^2)", targets = Targets.CLASSES)
//            ^ formula-row
  interface F3 {}

  @Loss(nll = "logSumExp(z) - z[0]", targets = Targets.CLASSES)
//            ^ formula-syntax
  interface F4 {}

  @Loss(nll = "logSumExp(z) - x[y]", targets = Targets.CLASSES)
//            ^ formula-name
  interface F5 {}

  @Loss(nll = "logSumExp(z) - delta[y]", targets = Targets.CLASSES, parameters = "delta")
//            ^ formula-row
  interface F6 {}

  @Loss(nll = "logSumexp(z) - z[y]", targets = Targets.CLASSES)
//            ^ formula-name
  interface F7 {}

  @Loss(nll = "z[y] - logSumExp(z)", targets = Targets.CLASSES)
//            ^ formula-unbounded
  interface F8 {}

  @Loss(nll = "logSumExp(z)^2", targets = Targets.CLASSES)
//            ^ formula-unused
  interface F9 {}

  @Loss(nll = "log(sum(exp(z))) - z[y]", targets = Targets.CLASSES)
//            ^ formula-unstable
  interface F10 {}

  @Loss(nll = "-log(exp(z[y]) / sum(exp(z)))", targets = Targets.CLASSES)
//            ^ formula-unstable
  interface F11 {}

  @Loss(nll = "log(sum(z^2)) + sum((z - y)^2)")
//            ^ formula-domain
  interface F12 {}

  @Loss(nll = "logSumExp(z) - z[y]", targets = Targets.CLASSES, mean = "z - z[y]")
//                                                                     ^ formula-mean-of-target
  interface F13 {}

  @Loss(nll = "sum((z - y)^2)", missingTargets = true)
//                                               ^ contradiction
  interface F14 {}

  @Loss(nll = "(z - y)^2", ignoreIndex = -1)
//                                       ^ contradiction
  interface F15 {}

  @Loss(nll = "sum(abs(z - y))")
//            ^ formula-kink
  interface F16 {}

  @Loss(nll = "logSumExp(z - z[y])", targets = Targets.CLASSES, reduction = Reduction.MEAN_OF_OUTPUTS)
//                                                                                   ^ wrong-reduction
  interface F17 {}

  @Loss(nll = "sum(-log(1.1 - exp(3 * z[y] - z - logSumExp(2 * z))))", targets = Targets.CLASSES)
//            ^ formula-domain
  interface F18 {}
}
