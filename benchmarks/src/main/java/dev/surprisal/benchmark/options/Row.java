package dev.surprisal.benchmark.options;

import java.util.List;
import java.util.stream.Stream;

/**
 * A row of the table: a head over a shape.
 *
 * @param shape what the shape is called
 * @param head the head
 * @param rows examples, or their positions where the head has several
 * @param size classes, labels or values of each
 */
record Row(String shape, Head head, int rows, int size) {
  /** The plain head of each shape, and then its options. */
  static final List<Row> ALL =
      Stream.of(
              shape("softmax 1024 x 1000", Family.CATEGORICAL, 1024, 1000),
              shape("softmax 4096 x 100", Family.CATEGORICAL, 4096, 100),
              shape("softmax 4096 x 10", Family.CATEGORICAL, 4096, 10),
              shape("product of Bernoullis 4096 x 80", Family.PRODUCT_OF_BERNOULLIS, 4096, 80),
              shape("Bernoulli 1 M", Family.BERNOULLI, 1 << 20, 1),
              shape("Gaussian 1 M", Family.GAUSSIAN, 1 << 20, 1),
              shape("Poisson 1 M", Family.POISSON, 1 << 20, 1),
              shape("binomial 1 M", Family.BINOMIAL, 1 << 20, 1),
              shape("Tweedie 1 M", Family.TWEEDIE, 1 << 20, 1),
              shape("Laplace 1 M", Family.LAPLACE, 1 << 20, 1),
              shape("asymmetric Laplace 1 M", Family.ASYMMETRIC_LAPLACE, 1 << 20, 1),
              shape("log-normal 1 M", Family.LOG_NORMAL, 1 << 20, 1),
              shape("inverse Gaussian 1 M", Family.INVERSE_GAUSSIAN, 1 << 20, 1),
              shape("Weibull 1 M", Family.WEIBULL, 1 << 20, 1),
              shape("Student t 1 M", Family.STUDENT_T, 1 << 20, 1),
              shape("gamma 1 M", Family.GAMMA, 1 << 20, 1),
              shape("negative binomial 1 M", Family.NEGATIVE_BINOMIAL, 1 << 20, 1),
              shape("beta 1 M", Family.BETA, 1 << 20, 1),
              shape("mixture of five Gaussians 128 K", Family.MIXTURE_OF_GAUSSIANS, 1 << 17, 1),
              shape("pairwise formula 1024 x 1000", Family.PAIRWISE, 1024, 1000),
              shape("pairwise formula 4096 x 10", Family.PAIRWISE, 4096, 10))
          .flatMap(shape -> shape)
          .toList();

  private static Stream<Row> shape(String title, Family family, int rows, int size) {
    return Stream.concat(Stream.of(""), family.options.stream())
        .map(members -> new Row(title, new Head(family, members), rows, size));
  }

  boolean isPlain() {
    return head.members().isEmpty();
  }

  /** The shape and the option, as patterns are matched with. */
  String title() {
    return (shape + " " + head.members()).strip();
  }

  /** What times are divided by. */
  int outputs() {
    return rows * size * head.outputsPerValue();
  }
}
