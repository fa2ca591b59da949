package dev.surprisal.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surprisal.processor.OracleCase.Result;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the generated losses differ from PyTorch's, and are meant to. */
enum OracleDifference {
  /** The mean of nothing is 0, and not NaN. */
  NOTHING_COUNTS(
      "cross_entropy_index all_ignored_smooth0.1/mean", "cross_entropy_index empty_batch/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      assertThat(theirs.losses()).containsExactly(Double.NaN);
      return result(new double[] {0}, new double[theirs.gradients().length]);
    }
  },

  /**
   * What is smoothed is spread over the classes that are not masked. PyTorch spreads it over all:
   * the loss is infinite, and the gradient pulls at logits that cannot move.
   */
  SMOOTHING_SPARES_MASKED_CLASSES("cross_entropy_index neginf_masked_smooth/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      assertThat(theirs.losses()).containsExactly(Double.POSITIVE_INFINITY);
      double[] z = given.outputs();
      int[] targets = given.indices("target");
      int size = given.columns();
      double smoothing = given.number("label_smoothing");
      double mean = 0;
      double[] gradients = new double[z.length];
      for (int i = 0; i < z.length; i++) {
        int row = i / size;
        if (z[i] == Double.NEGATIVE_INFINITY) {
          assertThat(theirs.gradients()[i]).isEqualTo(-smoothing / size / targets.length);
          continue;
        }
        double[] unmasked =
            Arrays.stream(z, row * size, row * size + size).filter(Double::isFinite).toArray();
        double total = Arrays.stream(unmasked).map(Math::exp).sum();
        double target =
            smoothing / unmasked.length + (i % size == targets[row] ? 1 - smoothing : 0);
        mean += target * (Math.log(total) - z[i]) / targets.length;
        gradients[i] = (Math.exp(z[i]) / total - target) / targets.length;
      }
      return result(new double[] {mean}, gradients);
    }
  },

  /** An ignored row is not looked at. PyTorch multiplies what it finds there by 0. */
  IGNORED_ROWS_LEAK_NO_NAN(
      "cross_entropy_index nan_in_ignored_row_none/none",
      "cross_entropy_index nan_in_ignored_row_smooth/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      double[] gradients = theirs.gradients().clone();
      for (int i = 0; i < gradients.length; i++) {
        if (given.indices("target")[i / given.columns()] == given.number("ignore_index")) {
          assertThat(gradients[i]).isNaN();
          gradients[i] = 0;
        }
      }
      return result(theirs.losses(), gradients);
    }
  },

  /** PyTorch gives -0.0 for a negative residual of weight 0. Zeros are compared as equal. */
  ZEROS_HAVE_NO_SIGN(
      "cross_entropy_index zero_weight_one_target/mean", "bce_with_logits weight_per_class/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      assertThat(theirs.gradients()).contains(-0.0);
      return result(theirs.losses(), Arrays.stream(theirs.gradients()).map(g -> g + 0.0).toArray());
    }
  },

  /** Differences and squares of floats are taken in double, where they have room. */
  FLOATS_DO_NOT_OVERFLOW("cross_entropy_index extreme_3e38/mean", "mse overflow/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      assertThat(given.inFloat().orElseThrow().losses()).containsExactly(Double.POSITIVE_INFINITY);
      assertThat(theirs.losses()[0]).isFinite();
      return Optional.of(theirs);
    }
  },

  /**
   * PyTorch subtracts the log-sigmoid from a logit that equals it to the last digit, and 1 from a
   * sigmoid that equals 1, and is left with 0 where exp(-|z|) is due: in the loss of a confident
   * no, and in the gradient of a confident yes.
   */
  CONFIDENCE_KEEPS_ITS_DIGITS(
      "bce_with_logits extreme/none", "bce_with_logits extreme_pos_weight/none") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      double[] z = given.outputs();
      double[] targets = given.reals("target");
      double weight = given.has("pos_weight") ? given.reals("pos_weight")[0] : 1;
      double[] losses = theirs.losses().clone();
      double[] gradients = theirs.gradients().clone();
      for (int i = 0; i < z.length; i++) {
        if (targets[i] == 0 && z[i] < -40) {
          assertThat(losses[i]).isZero();
          losses[i] = Math.exp(z[i]);
        }
        if (targets[i] == 1 && z[i] > 40) {
          assertThat(gradients[i]).isZero();
          gradients[i] = -weight * Math.exp(-z[i]);
        }
      }
      return result(losses, gradients);
    }
  },

  /** A negative log-likelihood has half the squared error. */
  HALF_THE_SQUARE("mse basic/none", "mse basic/sum", "mse overflow/mean") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      return result(halves(theirs.losses()), halves(theirs.gradients()));
    }
  },

  /** Targets that are no probabilities or not finite are refused. PyTorch goes on with them. */
  BAD_TARGETS_ARE_REFUSED(
      "cross_entropy_probs negative_target/mean",
      "bce_with_logits nan_target/none",
      "mse inf_minus_inf/none") {
    @Override
    Optional<Result> ours(OracleCase given, Result theirs) {
      if (given.file().equals("cross_entropy_probs")) {
        assertThat(given.reals("target_probs")[0]).isNegative();
        assertThat(theirs.losses()[0]).isFinite();
      } else {
        assertThat(given.reals("target")[0]).matches(target -> !Double.isFinite(target));
        assertThat(theirs.losses()[0]).isNaN();
      }
      return Optional.empty();
    }
  };

  private final Set<String> names;

  OracleDifference(String... names) {
    this.names = Set.of(names);
  }

  /** The names of the cases that differ in this. */
  Set<String> names() {
    return names;
  }

  /**
   * What a generated loss gives instead, after a look at what PyTorch gives.
   *
   * @return nothing where it refuses
   */
  abstract Optional<Result> ours(OracleCase given, Result theirs);

  /** The differences of a case, most often none. */
  static List<OracleDifference> of(OracleCase given) {
    return Arrays.stream(values()).filter(one -> one.names.contains(given.name())).toList();
  }

  /** What a generated loss has to give, in float64; nothing where it has to refuse. */
  static Optional<Result> expected(OracleCase given) {
    Optional<Result> result = given.inDouble();
    for (OracleDifference difference : of(given)) {
      result = result.flatMap(theirs -> difference.ours(given, theirs));
    }
    return result;
  }

  private static Optional<Result> result(double[] losses, double[] gradients) {
    return Optional.of(new Result(losses, gradients));
  }

  private static double[] halves(double[] values) {
    return Arrays.stream(values).map(value -> value / 2).toArray();
  }
}
