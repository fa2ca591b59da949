package dev.surprisal.samples.pathology;

import java.util.List;

/**
 * How a training went.
 *
 * @param name of what was learned by
 * @param points before the first epoch, and after each
 */
record Course(String name, List<Point> points) {
  /**
   * A point of it, on the digits that are held out.
   *
   * @param epoch how often all digits have been seen
   * @param gradient the mean length of the gradient by a row of logits
   * @param accuracy the share that is named rightly
   * @param loss the mean of what is learned by
   */
  record Point(int epoch, double gradient, double accuracy, double loss) {}
}
