package dev.surprisal.samples.djldigits;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * What is said of the lower halves of digits, and what they are.
 *
 * @param outputs for each digit a mean for each pixel, then a log-variance for each
 * @param truth the pixels
 */
record Forecast(float[] outputs, float[] truth) {
  /** How many deviations to either side hold nine tenths of a Gaussian. */
  private static final double NINE_TENTHS = 1.6449;

  /** Means, with one variance for all pixels: the best for these, in hindsight. */
  static Forecast withOneVariance(float[] means, float[] truth) {
    double sum = 0;
    for (int i = 0; i < means.length; i++) {
      sum += (means[i] - truth[i]) * (means[i] - truth[i]);
    }
    float[] outputs = new float[2 * means.length];
    Arrays.fill(outputs, (float) Math.log(sum / means.length));
    for (int from = 0; from < means.length; from += Halves.PIXELS) {
      System.arraycopy(means, from, outputs, 2 * from, Halves.PIXELS);
    }
    return new Forecast(outputs, truth);
  }

  int pixels() {
    return truth.length;
  }

  double mean(int pixel) {
    return outputs[at(pixel)];
  }

  double deviation(int pixel) {
    return Math.exp(outputs[at(pixel) + Halves.PIXELS] / 2);
  }

  private static int at(int pixel) {
    return pixel + pixel / Halves.PIXELS * Halves.PIXELS;
  }

  /** The root of the mean squared error of some pixels. */
  double rootMeanSquare(int[] some) {
    return Math.sqrt(
        IntStream.of(some)
            .mapToDouble(pixel -> mean(pixel) - truth[pixel])
            .map(error -> error * error)
            .average()
            .orElseThrow());
  }

  /** What it takes to say which shade a pixel has, to one who was told the forecast. */
  double bitsPerPixel() {
    double nats = new LowerHalfLoss().surprisal(outputs, truth).mean();
    return (nats + Math.log(Halves.SHADES)) / Math.log(2);
  }

  /** The share of some pixels that lie within intervals of 90 %. */
  double coverage(int[] some) {
    return IntStream.of(some)
        .mapToDouble(
            pixel -> Math.abs(truth[pixel] - mean(pixel)) <= NINE_TENTHS * deviation(pixel) ? 1 : 0)
        .average()
        .orElseThrow();
  }

  double meanDeviation(int[] some) {
    return IntStream.of(some).mapToDouble(this::deviation).average().orElseThrow();
  }

  int[] all() {
    return IntStream.range(0, pixels()).toArray();
  }

  /** A tenth of the pixels, the first being those with the smallest deviations. */
  int[] tenth(int number) {
    return IntStream.range(0, pixels())
        .boxed()
        .sorted(Comparator.comparingDouble(this::deviation))
        .skip((long) number * pixels() / 10)
        .limit((number + 1L) * pixels() / 10 - (long) number * pixels() / 10)
        .mapToInt(Integer::intValue)
        .toArray();
  }
}
