package app;

import dev.surprisal.runtime.LossValue;

/** Fails where the loss of a head is not what it should be. */
public final class Main {
  private Main() {}

  /** Asks for one loss. */
  public static void main(String[] arguments) {
    float[] logits = {2, 0, 1};
    float[] gradients = new float[3];
    LossValue value = new ColourLoss().forwardBackward(logits, new int[] {0}, gradients);
    if (Math.abs(value.mean() - 0.40760596444438) > 1e-6 || Math.abs(gradients[1] - 0.0900306) > 1e-6) {
      throw new AssertionError(value + ", " + gradients[1]);
    }
    System.out.println(value.perplexity());
  }
}
