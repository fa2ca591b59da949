package dev.surprisal.tribuo;

import com.oracle.labs.mlrg.olcut.provenance.ConfiguredObjectProvenance;
import com.oracle.labs.mlrg.olcut.provenance.impl.ConfiguredObjectProvenanceImpl;
import com.oracle.labs.mlrg.olcut.util.Pair;
import dev.surprisal.runtime.ArrayLossFunction;
import dev.surprisal.runtime.LossValue;
import org.tribuo.classification.sgd.LabelObjective;
import org.tribuo.math.la.DenseVector;
import org.tribuo.math.la.SGDVector;
import org.tribuo.math.util.ExpNormalizer;
import org.tribuo.math.util.VectorNormalizer;

final class GeneratedObjective implements LabelObjective {
  private final ArrayLossFunction<double[], int[]> loss;

  GeneratedObjective(ArrayLossFunction<double[], int[]> loss) {
    this.loss = loss;
  }

  @Override
  public Pair<Double, SGDVector> lossAndGradient(Integer truth, SGDVector prediction) {
    double[] gradient = ((DenseVector) prediction).toArray();
    LossValue value = loss.forwardBackward(gradient, new int[] {truth}, gradient);
    DenseVector ascent = DenseVector.createDenseVector(gradient);
    ascent.scaleInPlace(-1);
    return new Pair<>(-value.sum(), ascent);
  }

  @Override
  @Deprecated
  public Pair<Double, SGDVector> valueAndGradient(int truth, SGDVector prediction) {
    return lossAndGradient(truth, prediction);
  }

  @Override
  public VectorNormalizer getNormalizer() {
    return new ExpNormalizer();
  }

  @Override
  public boolean isProbabilistic() {
    return true;
  }

  @Override
  public ConfiguredObjectProvenance getProvenance() {
    return new ConfiguredObjectProvenanceImpl(this, "LabelObjective");
  }
}
