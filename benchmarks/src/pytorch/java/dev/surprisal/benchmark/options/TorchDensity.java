package dev.surprisal.benchmark.options;

import java.util.function.UnaryOperator;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/** Minus the logarithms of densities, as few operators of PyTorch as give them. */
final class TorchDensity implements UnaryOperator<Tensor> {
  private static final Scalar ONE = new Scalar(1.0);
  private static final Scalar HALF = new Scalar(0.5);

  private final TorchBatch batch;
  private final Tensor y;

  TorchDensity(TorchBatch batch) {
    this.batch = batch;
    y = batch.targets;
  }

  @Override
  public Tensor apply(Tensor outputs) {
    if (!batch.head.hasTwoOutputs()) {
      return batch.mean(ofOne(outputs));
    }
    TensorVector columns = outputs.unbind(1);
    return batch.mean(ofTwo(columns.get(0), columns.get(1)));
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
      case LOG_NORMAL -> m.sub(y.log()).square().mul(s.neg().exp()).add(s).mul(HALF);
      case INVERSE_GAUSSIAN -> {
        Tensor difference = y.mul(m.neg().exp()).sub(ONE);
        yield difference.square().div(y).mul(s.exp()).sub(s).mul(HALF);
      }
      case WEIBULL -> {
        Tensor u = s.exp().mul(y.log().sub(m));
        yield u.exp().sub(u).sub(s);
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
}
