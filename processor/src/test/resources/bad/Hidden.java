package bad;

import static dev.surprisal.annotation.Activation.*;
import static dev.surprisal.annotation.Distribution.*;

import dev.surprisal.annotation.Loss;

class Hidden {
  @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//^ private-head
  private interface Secret {}

  private static class Inner {
    @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//  ^ private-head
    float[] logits;

    @Loss(distribution = CATEGORICAL, activation = SOFTMAX)
//  ^ private-head
    public interface Public {}
  }

  @Loss(distribution = GAUSSIAN, activation = IDENTITY)
  private float[] allowed;
}
