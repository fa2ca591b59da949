package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Minus the logarithms of densities, as few operators of PyTorch as give them. */
final class TorchDensity implements UnaryOperator<Tensor> {
  private static final Scalar ONE = new Scalar(1.0);
  private static final Scalar HALF = new Scalar(0.5);

  private final TorchBatch batch;
  private final Tensor y;

  /** 1 where a target was seen, 0 where it was outlived; empty where all were seen. */
  private final TensorOptional seen;

  TorchDensity(TorchBatch batch) {
    this.batch = batch;
    y = batch.targets;
    seen =
        batch.outlived.has_value()
            ? new TensorOptional(batch.outlived.get().logical_not().to(y.dtype()))
            : new TensorOptional();
  }

  @Override
  public Tensor apply(Tensor outputs) {
    return batch.mean(
        switch (batch.head.outputsPerValue()) {
          case 1 -> ofOne(outputs);
          case 2 -> {
            TensorVector columns = outputs.unbind(1);
            yield ofTwo(columns.get(0), columns.get(1));
          }
          default -> ofMixture(outputs);
        });
  }

  private Tensor ofOne(Tensor z) {
    return switch (batch.head.family()) {
      case POISSON -> z.exp().sub(y.mul(z));
      case BINOMIAL -> torch.softplus(z).mul(new Scalar(10.0)).sub(y.mul(z));
      case TWEEDIE -> {
        Tensor root = z.mul(HALF).exp();
        yield root.add(y.div(root)).mul(new Scalar(2.0));
      }
      case LAPLACE -> z.sub(y).abs();
      case ASYMMETRIC_LAPLACE -> {
        Tensor difference = y.sub(z);
        yield torch.maximum(difference.mul(new Scalar(0.9)), difference.mul(new Scalar(-0.1)));
      }
      default -> throw new IllegalArgumentException(batch.head.name());
    };
  }

  private Tensor ofTwo(Tensor m, Tensor s) {
    return switch (batch.head.family()) {
      case LAPLACE -> m.sub(y).abs().mul(s.neg().exp()).add(s);
      case LOG_NORMAL -> batch.outlived.has_value() ? censored(m, s) : logNormal(m, s);
      case INVERSE_GAUSSIAN -> {
        Tensor difference = y.mul(m.neg().exp()).sub(ONE);
        yield difference.square().div(y).mul(s.exp()).sub(s).mul(HALF);
      }
      case WEIBULL -> {
        Tensor u = s.exp().mul(y.log().sub(m));
        yield u.exp().sub(seen.has_value() ? u.add(s).mul(seen.get()) : u.add(s));
      }
      case STUDENT_T -> {
        Tensor square = m.sub(y).square().mul(s.neg().exp()).div(new Scalar(5.0));
        yield s.mul(HALF).add(square.log1p().mul(new Scalar(3.0)));
      }
      case GAMMA -> {
        Tensor shape = s.exp();
        Tensor u = y.log().sub(m);
        yield u.exp().sub(u).sub(s).mul(shape).add(shape.lgamma());
      }
      case NEGATIVE_BINOMIAL -> {
        Tensor size = s.exp();
        Tensor sum = size.add(y);
        Tensor u = m.sub(s);
        Tensor terms = sum.mul(torch.softplus(u)).sub(y.mul(u));
        yield terms.add(size.lgamma()).sub(sum.lgamma());
      }
      case BETA -> {
        Tensor precision = s.exp();
        Tensor a = precision.mul(m.sigmoid());
        Tensor b = precision.sub(a);
        Tensor ofShapes = a.lgamma().add(b.lgamma()).sub(precision.lgamma());
        yield ofShapes.sub(a.mul(y.log())).sub(b.mul(y.neg().log1p()));
      }
      default -> throw new IllegalArgumentException(batch.head.name());
    };
  }

  private Tensor logNormal(Tensor m, Tensor s) {
    return m.sub(y.log()).square().mul(s.neg().exp()).add(s).mul(HALF);
  }

  private Tensor censored(Tensor m, Tensor s) {
    Tensor u = m.sub(y.log()).mul(s.mul(HALF).neg().exp());
    Tensor ofSeen = u.square().add(s).mul(HALF);
    return torch.where(batch.outlived.get(), torch.special_log_ndtr(u).neg(), ofSeen);
  }

  private Tensor ofMixture(Tensor outputs) {
    TensorVector kinds = outputs.view(-1, 3, Family.COMPONENTS).unbind(1);
    Tensor z = kinds.get(0);
    Tensor s = kinds.get(2);
    Tensor squares = kinds.get(1).sub(y.unsqueeze(1)).square().mul(s.neg().exp());
    return torch.logsumexp(z, 1).sub(torch.logsumexp(z.sub(squares.add(s).mul(HALF)), 1));
  }
}
