package dev.surprisal.processor.schedule;

import static dev.surprisal.processor.express.Letters.Y;
import static dev.surprisal.processor.express.Letters.Z;

import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Functions;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.express.option.ClassWeights;
import dev.surprisal.processor.express.option.Options;
import dev.surprisal.processor.schedule.program.Algorithm;
import dev.surprisal.processor.schedule.program.BlockProgram.Destination;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.Body;
import dev.surprisal.processor.schedule.program.RangeKernel;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The methods of a categorical head that emits log-probabilities: the loss is -sum q z. */
final class LogProbabilities {
  private static final Map<Expr, String> NAMES =
      Map.of(
          Rows.ONE_HOT,
          "onehot",
          Rows.EVEN,
          "even",
          Y,
          "y",
          ClassWeights.WEIGHT,
          "w",
          SoftmaxScheduler.RELATIVE,
          "relative");

  private LogProbabilities() {}

  static Algorithm of(Options options) {
    Expr target = new SoftmaxScheduler(options).target();
    Body nothing = Body.allOutputs(RangeKernel.ZERO);
    Body residual = new Body.LogProbabilities(target, NAMES, true);
    BlockScheduler activation = BlockScheduler.ofValues(List.of(Z));
    activation.compute(Map.of("prediction", Functions.exp(Z)));
    return new Algorithm(
        new Body.LogProbabilities(target, NAMES, false),
        residual,
        new Body.Both(RangeKernel.ZERO, residual),
        new Body.Blocks(
            activation.program(List.of(new Store("prediction", Destination.RESULT, 0)))),
        nothing,
        Optional.empty());
  }
}
