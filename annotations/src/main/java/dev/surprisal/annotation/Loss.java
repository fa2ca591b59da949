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
 * method or a record component. A declaration that makes no sense does not compile.
 */
@Retention(RetentionPolicy.SOURCE)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface Loss {
  /**
   * The distribution of the target that the head's outputs describe.
   *
   * @return the distribution
   */
  Distribution distribution();

  /**
   * What turns the raw outputs into the distribution's mean. Each distribution goes with one
   * activation; it is written out so that a reader of the model sees what {@code predict} gives.
   *
   * @return the activation
   */
  Activation activation();

  /**
   * The outputs per example: classes, labels or values. Left out, it is a parameter of the
   * generated constructor for {@link Distribution#CATEGORICAL} and {@link
   * Distribution#PRODUCT_OF_BERNOULLIS}, and 1 for {@link Distribution#GAUSSIAN}. {@link
   * Distribution#BERNOULLI} always has 1.
   *
   * @return the number of outputs, at least 1 (for a categorical head 2); the default stands for
   *     "left out"
   */
  int size() default -1;

  /**
   * The type of outputs and gradients. A head on an element of type {@code float[]} or {@code
   * double[]} says it by its type and needs no {@code precision}.
   *
   * @return the precision
   */
  Precision precision() default Precision.FLOAT;

  /**
   * By what the gradient is divided.
   *
   * @return the reduction
   */
  Reduction reduction() default Reduction.MEAN;
}
