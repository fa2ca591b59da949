package dev.surprisal.annotation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an output head, for which a loss class is generated at compile time, next to the head,
 * in its package: the negative log-likelihood of a distribution, fused with its gradient.
 *
 * <pre>{@code
 * @Loss(distribution = CATEGORICAL, activation = SOFTMAX, size = 10)
 * interface DigitHead {}
 *
 * var loss = new DigitHeadLoss();
 * LossValue value = loss.forwardBackward(logits, digits, gradients);
 * }</pre>
 *
 * <p>The class is named after the head and what encloses it: {@code DigitHead} gives {@code
 * DigitHeadLoss}, a nested {@code Model.Digit} gives {@code ModelDigitLoss}, a component {@code
 * label} of a record {@code Scan} gives {@code ScanLabelLoss}. A head can be a type, a field, a
 * method or a record component; a class or record with two or more of them gets a composite loss
 * for all together, {@code Scan} a {@code ScanLoss}. A declaration that makes no sense does not
 * compile.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface Loss {
  /**
   * {@return the distribution of the target that the head's outputs describe} It has to be said,
   * unless there is an {@link #nll}.
   */
  Distribution distribution() default Distribution.FORMULA;

  /**
   * {@return what turns the raw outputs into the distribution's mean} Each distribution goes with
   * one activation; it is written out so that a reader of the model sees what {@code predict}
   * gives. It has to be said, unless there is an {@link #nll}; the default stands for "left out".
   */
  Activation activation() default Activation.IDENTITY;

  /**
   * A loss of your own, in the place of {@link #distribution} and {@link #activation}: the loss of
   * one value as a formula of its output z and its target y, such as {@code "exp(z) - y * z"}.
   * Gradient, curvature, Javadoc and code are derived from it.
   *
   * <p>A formula is Java's arithmetic, {@code ^} with a whole number, and the functions {@code
   * exp}, {@code expm1}, {@code log}, {@code log1p}, {@code sqrt}, {@code softplus}, {@code
   * sigmoid}, {@code tanh}, {@code abs}, {@code sign} and {@code log1pOfSquare}. {@code sum} and
   * {@code logSumExp} go over the outputs of a row, {@code z[y]} is the output at the class of a
   * row: with one of these the formula is the loss of a row, such as {@code "logSumExp(z) - z[y]"}.
   *
   * @return a formula; the default stands for "left out"
   */
  String nll() default "";

  /** {@return what the targets of an {@link #nll} are, and so what they are checked for} */
  Targets targets() default Targets.REALS;

  /**
   * {@return what {@code predict} gives for an {@link #nll}: a formula in the place of each output;
   * the default stands for the outputs}
   */
  String[] mean() default {};

  /**
   * {@return the names of the outputs that describe a value in an {@link #nll}, where they are not
   * one that is called z} Letters other than y, with digits behind them if need be. A row is all of
   * the first, then all of the second.
   */
  String[] outputNames() default {"z"};

  /**
   * {@return the numbers of an {@link #nll} that are not known yet} The generated constructor takes
   * each as a {@code double}, in this order. A declaration is a name, which begins with a small
   * letter, with the numbers that it can be, such as {@code "delta"}, {@code "delta > 0"} or {@code
   * "0 < tau < 1"}; the constructor refuses all others, and what is not finite.
   */
  String[] parameters() default {};

  /**
   * {@return the outputs per example: classes, at least 2, labels or values, at least 1; for {@link
   * Distribution#ORDINAL}, one less than there are classes; the default stands for "left out"} Left
   * out, it is a parameter of the generated constructor for {@link Distribution#CATEGORICAL},
   * {@link Distribution#PRODUCT_OF_BERNOULLIS} and {@link Distribution#ORDINAL}, and 1 for all
   * others. {@link Distribution#BERNOULLI} always has 1.
   */
  int size() default -1;

  /**
   * {@return the type of outputs and gradients} A head on an element of type {@code float[]} or
   * {@code double[]} says it by its type and needs no {@code precision}.
   */
  Precision precision() default Precision.FLOAT;

  /** {@return by what the gradient is divided} */
  Reduction reduction() default Reduction.MEAN;

  /** {@return what the outputs of a {@link Distribution#CATEGORICAL} head are} */
  OutputForm outputs() default OutputForm.LOGITS;

  /** {@return what the targets of a {@link Distribution#CATEGORICAL} head are} */
  TargetForm target() default TargetForm.CLASS_INDEX;

  /**
   * The target that marks a row of a {@link Distribution#CATEGORICAL} or {@link
   * Distribution#ORDINAL} head as one that counts for nothing: its loss and gradient are 0,
   * whatever its outputs are, and it is not counted. Nothing is ignored unless it is said.
   *
   * @return any number; one that is a class as well takes that class out of the loss; the default
   *     stands for "left out"
   */
  int ignoreIndex() default Integer.MIN_VALUE;

  /**
   * {@return the part &epsilon;, in 0..1, of each target that is spread evenly} Over the classes
   * that are not masked for {@link Distribution#CATEGORICAL}, over yes and no for the Bernoullis.
   */
  double labelSmoothing() default 0;

  /**
   * {@return whether the constructor of a {@link Distribution#CATEGORICAL} head is given a weight
   * for each class} With class indices, the weight of a row is that of its class, and a mean
   * divides by the sum of the weights of the rows; with probabilities, the terms of the
   * cross-entropy are weighted, and a mean divides by the number of rows. With label smoothing,
   * what is spread over a class is weighted by that class. All as PyTorch has it, but that a row
   * whose class has the weight 0 counts for nothing even then. Weights so far apart that rows of a
   * class would teach another one, by what smoothing spreads, are refused by the constructor.
   */
  boolean classWeights() default false;

  /**
   * {@return &lambda;, a finite number, 0 or more, of the z-loss &lambda; (log &Sigma;<sub>k</sub>
   * exp z<sub>k</sub>)&sup2;} It is added to the loss of each row and keeps the logits of large
   * {@link Distribution#CATEGORICAL} heads from drifting. It has the weight of its row.
   */
  double zLoss() default 0;

  /**
   * &gamma; of the focal loss (1 &minus; p)<sup>&gamma;</sup> &middot; (&minus;log p), p being the
   * probability of what is right: what a model is sure of already counts next to nothing, and many
   * easy examples do not drown the few that are hard. For {@link Distribution#CATEGORICAL}, whose
   * targets are then class indices, and the Bernoullis, where a target between no and yes has the
   * mean of the losses of both. A z-loss is not multiplied. It does not count in the mean, nor in
   * the surprisal.
   *
   * @return a number in 0..100, 2 being a usual choice; 0 leaves the loss as it is
   */
  double focal() default 0;

  /**
   * The cap of a soft cap: cap &middot; tanh(z / cap) takes the place of each logit z of a {@link
   * Distribution#CATEGORICAL} head. A masked logit, &minus;&infin;, stays masked. Gradients are
   * those by the logits before the cap.
   *
   * @return a finite number greater than 0; the default stands for "no cap"
   */
  double softCap() default Double.POSITIVE_INFINITY;

  /**
   * What logits are divided by, of {@link Distribution#CATEGORICAL} and the Bernoullis, after a
   * soft cap; the loss is multiplied by its square, so that gradients keep their size. That is the
   * loss of a student that learns the probabilities of a teacher, which were taken at the same
   * temperature (distillation); they are given as {@link TargetForm#PROBABILITIES}. {@code predict}
   * and {@code surprisal} are of the divided logits as well; a head without {@code temperature} is
   * for those that are not.
   *
   * @return a number in 1e-7..1e7; 1 leaves logits as they are
   */
  double temperature() default 1;

  /**
   * The weight of the term of yes, in the loss of the Bernoullis: &minus;(weight &middot; y log p +
   * (1 &minus; y) log(1 &minus; p)). Above 1 it trades false alarms for misses. It does not count
   * in the mean.
   *
   * @return a finite number greater than 0
   */
  double positiveWeight() default 1;

  /**
   * {@return whether the constructor of a head of Bernoullis is given a {@link #positiveWeight} for
   * each label}
   */
  boolean positiveWeights() default false;

  /**
   * {@return whether the constructor is given a weight for each label or value, 0 or more} It
   * multiplies loss, gradient and curvature: all their terms, where a {@link #positiveWeight} is of
   * those of yes. The weights do not count in the mean, nor in the surprisal. For heads of several
   * outputs, but {@link Distribution#CATEGORICAL}, which has {@link #classWeights}.
   */
  boolean outputWeights() default false;

  /**
   * {@return where the variance of a {@link Distribution#GAUSSIAN} head, or the scale of a {@link
   * Distribution#LAPLACE} head, comes from}
   */
  Variance variance() default Variance.UNIT;

  /**
   * A floor f under the variance that is learned: f + exp(s) takes the place of exp(s), for {@link
   * Distribution#GAUSSIAN} with a {@link #variance} that is learned, {@link
   * Distribution#LOG_NORMAL}, each component of {@link Distribution#MIXTURE_OF_GAUSSIANS}, and the
   * squared scale of {@link Distribution#STUDENT_T}. It is smooth, so that a log-variance s below
   * the floor still has a gradient, and part of the distribution: {@code predict} and {@code
   * surprisal} have it too.
   *
   * @return a finite number, 0 or more; 0 for no floor
   */
  double leastVariance() default 0;

  /**
   * {@return the part, between 0 and 1, of all targets that is to lie below the output of an {@link
   * Distribution#ASYMMETRIC_LAPLACE} head} 0.9 for a number that nine of ten do not exceed, 0.5 for
   * the median. It has to be said; the default stands for "left out".
   */
  double quantile() default Double.NaN;

  /**
   * How the variance of a {@link Distribution#TWEEDIE} head grows with its mean: it is proportional
   * to mean<sup>power</sup>. Nearer to 1 the targets are like counts, nearer to 2 they are spread
   * like their size; 1.5 is a usual choice. It has to be said.
   *
   * @return a number between 1 and 2; the default stands for "left out"
   */
  double power() default Double.NaN;

  /**
   * How often what the target of a {@link Distribution#BINOMIAL} head counts could have happened.
   * It has to be said.
   *
   * @return a whole number, 1 or more; the default stands for "left out"
   */
  int trials() default 0;

  /**
   * How light the tails of a {@link Distribution#STUDENT_T} head are: with 1, those of a Cauchy
   * distribution, which has no mean; 4 or 5 for targets with some outliers; with many, those of a
   * Gaussian. It has to be said.
   *
   * @return a finite number greater than 0; the default stands for "left out"
   */
  double degreesOfFreedom() default Double.NaN;

  /**
   * {@return how many Gaussians, from 2 to 64, a {@link Distribution#MIXTURE_OF_GAUSSIANS} head
   * mixes} Each has a weight, a mean and a variance that the head emits. It has to be said; the
   * default stands for "left out".
   */
  int components() default 0;

  /**
   * {@return whether targets come with a weight for each example, as a {@code Weighted} of targets}
   * A mean divides by the sum of the weights. A row of weight 0 counts for nothing, whatever its
   * outputs and targets are.
   */
  boolean exampleWeights() default false;

  /**
   * {@return whether some targets of a {@link Distribution#WEIBULL} or {@link
   * Distribution#LOG_NORMAL} head were not seen but outlived, as survival analysis has them}
   * Targets come as a {@code Censored} of times and, for each, whether it was outlived. What was
   * seen costs &minus;log of its density, what was outlived &minus;log of the probability of more.
   * A mean counts both alike.
   */
  boolean censored() default false;

  /**
   * {@return whether a target may be NaN, which says that it is unknown} Its output has no loss, no
   * gradient and no curvature, whatever it is, while the other outputs of the example have theirs.
   * Not for {@link Distribution#CATEGORICAL} and {@link Distribution#ORDINAL}, whose targets are of
   * whole rows.
   *
   * <p>With {@link Reduction#MEAN}, an example counts if at least one of its targets is known; with
   * {@link Reduction#MEAN_OF_OUTPUTS}, as many outputs of it count as have a target that is known.
   */
  boolean missingTargets() default false;

  /**
   * {@return where the classes, labels or values of an example lie in the outputs} {@link
   * Distribution#BERNOULLI} has one output per example, and no layout.
   */
  Layout layout() default Layout.CLASSES_LAST;

  /**
   * {@return whether logits are refused that are probabilities already} The first 16 rows of
   * classes, or 256 outputs of yes or no, tell. A softmax would be applied to a softmax, and the
   * model would learn slowly, badly, and without a word. Log-probabilities are refused where one is
   * positive.
   */
  boolean checkOutputs() default true;

  /**
   * {@return the factor, in 1e-7..1e7, of this head in the composite loss of its class or record}
   */
  double weight() default 1;
}
