package dev.surprisal.benchmark;

import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Losses and gradients written by hand, with operators that write into memory that is there: the
 * fastest of the ways that were tried, of those that do not overflow.
 */
abstract class TorchComposed implements TorchLoss {
  final int rows;
  final Tensor outputs;
  final Tensor targets;
  final Tensor gradients;
  final Scalar perRow;

  private TorchComposed(Inputs inputs) {
    rows = inputs.work.rows;
    outputs = Tensors.outputs(inputs);
    targets = Tensors.targets(inputs);
    gradients = torch.empty_like(outputs);
    perRow = new Scalar(1f / rows);
  }

  static TorchComposed of(Inputs inputs) {
    return switch (inputs.work.kind) {
      case CLASSES -> inputs.work.size < Softmax.FEW ? new LogSoftmax(inputs) : new Softmax(inputs);
      case YES_OR_NO, LABELS -> new Bernoulli(inputs);
      case VALUES -> new Gaussian(inputs);
      case FORECASTS -> new LearnedVariance(inputs);
    };
  }

  @Override
  public Tensor gradients() {
    return gradients;
  }

  /**
   * A class among few: PyTorch's log_softmax, of which exp makes the gradient. Tried and slower:
   * {@link Softmax}, softmax with logsumexp, and the log of the number of rows subtracted before
   * exp.
   */
  private static final class LogSoftmax extends TorchComposed {
    private final Tensor indices = targets.view(rows, 1);
    private final Tensor minusOnes = torch.full(new long[] {rows, 1}, new Scalar(-1f / rows));

    LogSoftmax(Inputs inputs) {
      super(inputs);
    }

    @Override
    public double forwardBackward() {
      torch.log_softmax_out(gradients, outputs, 1);
      double loss = -gradients.gather(1, indices).mean().item_double();
      gradients.exp_().mul_(perRow).scatter_add_(1, indices, minusOnes);
      return loss;
    }
  }

  /**
   * A class among many: exp once for loss and gradient both. Tried and slower: {@link LogSoftmax};
   * softmax with logsumexp, and with the largest logit and the log of its probability.
   */
  private static final class Softmax extends TorchComposed {
    /** Below, the operators along a row cost more than a second exp. */
    static final int FEW = 64;

    private final Tensor indices = targets.view(rows, 1);
    private final Tensor minusOnes = torch.full(new long[] {rows, 1}, new Scalar(-1f / rows));
    private final Scalar rowCount = new Scalar((float) rows);
    private final ScalarTypeOptional sameType = new ScalarTypeOptional();
    private final long[] alongRow = {1};

    Softmax(Inputs inputs) {
      super(inputs);
    }

    @Override
    public double forwardBackward() {
      torch.sub_out(gradients, outputs, outputs.amax(alongRow, true));
      Tensor target = gradients.gather(1, indices);
      Tensor total = gradients.exp_().sum(alongRow, true, sameType);
      double loss = total.log().sub_(target).mean().item_double();
      gradients.mul_(total.mul_(rowCount).reciprocal_()).scatter_add_(1, indices, minusOnes);
      return loss;
    }
  }

  /**
   * log(1 + exp z) = max(z, 0) + log1p(exp -|z|). Tried and slower: softplus,
   * binary_cross_entropy_with_logits, log_sigmoid with exp of it for the gradient; no faster: the
   * log of the larger of p and 1 - p.
   */
  private static final class Bernoulli extends TorchComposed {
    private final Tensor buffer = torch.empty_like(outputs);

    Bernoulli(Inputs inputs) {
      super(inputs);
    }

    @Override
    public double forwardBackward() {
      // The sum of max(z, 0) is half of that of |z| + z.
      torch.abs_out(buffer, outputs);
      double positive = (buffer.sum().item_double() + outputs.sum().item_double()) / 2;
      double logs = buffer.neg_().exp_().log1p_().sum().item_double();
      torch.sigmoid_out(gradients, outputs).sub_(targets).mul_(perRow);
      return (positive + logs - outputs.dot(targets).item_double()) / rows;
    }
  }

  /** Tried and slower: the norm for the sum of squares, mse_loss with mse_loss_backward. */
  private static final class Gaussian extends TorchComposed {
    Gaussian(Inputs inputs) {
      super(inputs);
    }

    @Override
    public double forwardBackward() {
      torch.sub_out(gradients, outputs, targets);
      double squares = gradients.dot(gradients).item_double();
      gradients.mul_(perRow);
      return squares / 2 / rows;
    }
  }

  /**
   * Means and log-variances as views of every other output. Tried and slower: both copied apart and
   * the gradients back, the log of the number of rows subtracted before exp.
   */
  private static final class LearnedVariance extends TorchComposed {
    private final Tensor means = outputs.select(1, 0);
    private final Tensor logVariances = outputs.select(1, 1);
    private final Tensor gradientsOfMeans = gradients.select(1, 0);
    private final Tensor gradientsOfLogVariances = gradients.select(1, 1);
    private final Tensor differences = torch.empty_like(targets);
    private final Tensor scaled = torch.empty_like(targets);
    private final Tensor halves = torch.full(new long[] {rows}, new Scalar(0.5f / rows));
    private final Scalar minusHalf = new Scalar(-0.5f / rows);

    LearnedVariance(Inputs inputs) {
      super(inputs);
    }

    @Override
    public double forwardBackward() {
      torch.neg_out(scaled, logVariances).exp_();
      torch.sub_out(differences, means, targets);
      scaled.mul_(differences);
      torch.mul_out(gradientsOfMeans, scaled, perRow);
      torch.addcmul_out(gradientsOfLogVariances, halves, scaled, differences, minusHalf);
      double squares = scaled.dot(differences).item_double();
      return (squares + logVariances.sum().item_double()) / 2 / rows;
    }
  }
}
