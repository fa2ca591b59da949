package dev.surprisal.samples.common;

import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;

/** One hidden layer of rectified units, and an output layer, whose outputs a loss takes raw. */
public final class Network {
  private final Layer hidden;
  private final Layer output;

  /** A network that has learned nothing: its outputs are 0, whatever the inputs. */
  public Network(int inputs, int units, int outputs, Random random) {
    hidden = Layer.random(inputs, units, random);
    output = Layer.ofZeros(units, outputs);
  }

  /** What is learned. */
  public List<Parameters> parameters() {
    return Stream.of(hidden, output).flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** The raw outputs for rows of inputs: logits, means. */
  public float[] outputs(float[] inputs) {
    return output.forward(Rectifier.forward(hidden.forward(inputs)));
  }

  /**
   * Sets the gradients of all parameters.
   *
   * @param inputs a batch of rows
   * @param loss gives the loss of the outputs, and writes their gradient over them
   * @return what the loss gave
   */
  public <V> V backward(float[] inputs, Function<float[], V> loss) {
    float[] activations = Rectifier.forward(hidden.forward(inputs));
    float[] outputs = output.forward(activations);
    V value = loss.apply(outputs);
    float[] gradients = output.backward(activations, outputs);
    hidden.backward(inputs, Rectifier.backward(activations, gradients));
    return value;
  }
}
