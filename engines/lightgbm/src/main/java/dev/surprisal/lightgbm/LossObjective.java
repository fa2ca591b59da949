package dev.surprisal.lightgbm;

import dev.surprisal.runtime.ConstantStart;
import dev.surprisal.runtime.Labels;
import dev.surprisal.runtime.NewtonLoss;
import io.github.metarank.lightgbm4j.LGBMBooster;
import io.github.metarank.lightgbm4j.LGBMDataset;
import io.github.metarank.lightgbm4j.LGBMException;
import java.util.Arrays;

/**
 * A generated loss as the objective of LightGBM's training.
 *
 * <p>LightGBM keeps scores by class, all rows of the first class, then all of the second; here they
 * are brought into rows, so that the head is the same as for other engines. Scores are doubles, and
 * so a head of {@code precision = DOUBLE} takes them as they are; gradients are floats.
 *
 * <p>Boosting starts from the best constant outputs ({@link ConstantStart}), as initial scores of
 * the data set: a booster does not predict them, {@link #start} is to be added to what it does.
 *
 * <p>Not to be shared between trainings that run at the same time: its arrays are used again.
 *
 * @param <A> the outputs of the loss: {@code float[]} or {@code double[]}
 * @param <T> the targets of the loss
 */
public final class LossObjective<A, T> {
  private final NewtonLoss<A, T> loss;
  private final T targets;
  private final double[] start;
  private final Outputs<A> outputs;
  private final float[] gradientsByClass;
  private final float[] boundsByClass;

  private LossObjective(NewtonLoss<A, T> loss, T targets, int rows) {
    if (loss.description().isClassesFirst()) {
      throw new IllegalArgumentException(
          "layout = CLASSES_FIRST: outputs are brought into rows here; take the default layout");
    }
    this.loss = loss.withoutOutputChecks();
    this.targets = targets;
    start = ConstantStart.of(loss, targets);
    outputs = Outputs.of(loss.description(), rows);
    gradientsByClass = new float[rows * start.length];
    boundsByClass = new float[rows * start.length];
  }

  /**
   * The objective of a training set with a label for each row, and weights if it has any. Its
   * initial scores are set.
   *
   * @param loss a loss of a head with the default layout, whatever its reduction: LightGBM gets
   *     sums
   * @param train has the labels; labels or weights that the loss does not take give an {@link
   *     IllegalArgumentException}
   * @param <A> the outputs of the loss
   * @param <T> the targets of the loss
   * @return the objective
   * @throws LGBMException if LightGBM does not give the labels
   */
  public static <A, T> LossObjective<A, T> of(NewtonLoss<A, T> loss, LGBMDataset train)
      throws LGBMException {
    float[] weights = train.getFieldFloat("weight");
    float[] labels = train.getFieldFloat("label");
    T targets =
        weights.length == 0 ? Labels.targets(loss, labels) : Labels.targets(loss, labels, weights);
    return of(loss, train, targets);
  }

  /**
   * The objective of a training set whose targets LightGBM does not hold, several labels for each
   * row for instance. Its initial scores are set.
   *
   * @param loss a loss of a head with the default layout, whatever its reduction
   * @param train the training set
   * @param targets of its rows
   * @param <A> the outputs of the loss
   * @param <T> the targets of the loss
   * @return the objective
   * @throws LGBMException if LightGBM does not take the initial scores
   */
  public static <A, T> LossObjective<A, T> of(NewtonLoss<A, T> loss, LGBMDataset train, T targets)
      throws LGBMException {
    LossObjective<A, T> objective = new LossObjective<>(loss, targets, train.getNumData());
    objective.begin(train);
    return objective;
  }

  /**
   * The best constant outputs: those of a model without inputs.
   *
   * @return the raw outputs of an example
   */
  public double[] start() {
    return start.clone();
  }

  /**
   * Lets the scores of a data set begin with {@link #start}: that of validation data, before it is
   * added to a booster.
   *
   * @param data the data set
   * @throws LGBMException if LightGBM does not take the initial scores
   */
  public void begin(LGBMDataset data) throws LGBMException {
    int rows = data.getNumData();
    double[] scores = new double[rows * start.length];
    for (int k = 0; k < start.length; k++) {
      Arrays.fill(scores, k * rows, (k + 1) * rows, start[k]);
    }
    data.setField("init_score", scores);
  }

  /**
   * The parameters of a booster that is trained by this: those given, {@code objective=none}, and
   * {@code num_class} where an example has several outputs.
   *
   * @param parameters as LightGBM has them: {@code name=value}, a space between two. Another
   *     objective, {@code boosting=dart}, which drops other trees than under an objective of
   *     LightGBM's own, and weights of classes, which only those multiply by, are an {@link
   *     IllegalArgumentException}
   * @return all of them
   */
  public String parameters(String parameters) {
    return Parameters.of(parameters, start.length);
  }

  /**
   * Trains for one round.
   *
   * @param booster of the training set and of {@link #parameters}
   * @return whether no tree could be split any more
   * @throws LGBMException if LightGBM does not take the gradients
   */
  public boolean update(LGBMBooster booster) throws LGBMException {
    outputs.read(booster.getPredict(0));
    loss.gradientsAndBounds(outputs.rows, targets, outputs.rows, outputs.bounds, 1);
    outputs.write(outputs.rows, gradientsByClass);
    outputs.write(outputs.bounds, boundsByClass);
    return booster.updateOneIterCustom(gradientsByClass, boundsByClass);
  }

  /**
   * The raw outputs of a data set of the booster, as the loss takes them.
   *
   * @param booster the booster
   * @param data 0: the training set, 1: the first that was added for validation, and so on
   * @return a row for each example
   * @throws LGBMException if LightGBM does not give the scores
   */
  public A outputs(LGBMBooster booster, int data) throws LGBMException {
    double[] scores = booster.getPredict(data);
    Outputs<A> outputs = Outputs.of(loss.description(), scores.length / start.length);
    outputs.read(scores);
    return outputs.rows;
  }
}
