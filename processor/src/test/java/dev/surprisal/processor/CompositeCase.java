package dev.surprisal.processor;

import static dev.surprisal.processor.CompositeTest.call;
import static dev.surprisal.processor.CompositeTest.create;
import static dev.surprisal.processor.CompositeTest.field;

import dev.surprisal.processor.express.distribution.Family;
import dev.surprisal.runtime.LossFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * The loss of heads that were drawn from all combinations of options, and those of its heads by
 * themselves.
 */
record CompositeCase(String name, List<LossUnderTest> heads, LossFunction<Object, Object> loss) {
  private static final int COMPOSITES = 60;
  private static final double[] WEIGHTS = {1, 0.5, 3};

  private static final List<List<Declared>> DRAWN = draw(new Random(17));
  private static final ClassLoader CLASSES = compile();
  private static final List<CompositeCase> ALL =
      IntStream.range(0, COMPOSITES).mapToObj(i -> of("W" + i, DRAWN.get(i))).toList();

  static List<CompositeCase> all() {
    return ALL;
  }

  private static List<List<Declared>> draw(Random random) {
    List<Declared> sound =
        CrossProduct.all().stream().filter(head -> !CrossProduct.isContradictory(head)).toList();
    List<List<Declared>> drawn = new ArrayList<>();
    for (int i = 0; i < COMPOSITES; i++) {
      List<Declared> heads = new ArrayList<>();
      for (int head = 0; head < 2 + i % 3; head++) {
        double weight = WEIGHTS[random.nextInt(WEIGHTS.length)];
        heads.add(sound.get(random.nextInt(sound.size())).with("weight", weight));
      }
      drawn.add(heads);
    }
    return drawn;
  }

  private static ClassLoader compile() {
    List<String> lines = new ArrayList<>();
    lines.add("@SuppressWarnings(\"log-probabilities\") public class Wholes {");
    for (int i = 0; i < COMPOSITES; i++) {
      List<String> components = new ArrayList<>();
      for (Declared head : DRAWN.get(i)) {
        String type = head.precision().name().toLowerCase();
        components.add(head.annotation() + " " + type + "[] h" + components.size());
      }
      lines.add("public record W" + i + "(" + String.join(",\n", components) + ") {}");
    }
    lines.add("}");
    return CompositeTest.compile(lines.toArray(String[]::new));
  }

  private static CompositeCase of(String name, List<Declared> declared) {
    List<LossUnderTest> heads =
        IntStream.range(0, declared.size())
            .mapToObj(i -> head(declared.get(i), "whole.Wholes" + name + "H" + i + "Loss"))
            .toList();
    Object[] losses = heads.stream().map(LossUnderTest::loss).toArray();
    return new CompositeCase(name, heads, loss("Wholes" + name + "Loss", losses));
  }

  private static LossUnderTest head(Declared declared, String className) {
    int whenLeftOut =
        Family.of(declared.distribution()).size(declared.options()).whenLeftOut().orElse(3);
    try {
      return LossUnderTest.ofSize(
          declared, CLASSES.loadClass(className), declared.size().orElse(whenLeftOut));
    } catch (ClassNotFoundException missing) {
      throw new AssertionError(missing);
    }
  }

  @SuppressWarnings("unchecked")
  private static LossFunction<Object, Object> loss(String name, Object... losses) {
    return (LossFunction<Object, Object>) create(CLASSES, name, losses);
  }

  double weight(int head) {
    return (double) heads.get(head).declared().members().get("weight");
  }

  /** A batch for each head. */
  List<Batch> batches(Function<LossUnderTest, Batch> batch) {
    return heads.stream().map(batch).toList();
  }

  Object outputs(List<Batch> batches) {
    return holder(batches, batch -> batch.loss().reals(batch.outputs()));
  }

  Object gradients(List<Batch> batches) {
    return holder(batches, batch -> batch.loss().reals(new double[batch.outputs().length]));
  }

  private Object holder(List<Batch> batches, Function<Batch, Object> array) {
    return create(CLASSES, "Wholes$" + name, batches.stream().map(array).toArray());
  }

  Object targets(List<Batch> batches) {
    return targets(batches.stream().map(Batch::arguments).toArray());
  }

  Object targets(Object... targets) {
    return create(CLASSES, "Wholes" + name + "Loss$Targets", targets);
  }

  Object zero(String record) {
    return field(CLASSES, "Wholes" + name + "Loss$" + record, "ZERO");
  }

  /** What a record holds of a head. */
  static Object component(Object holder, int head) {
    return call(holder, "h" + head);
  }

  /** The real arrays of all heads, in a record of them. */
  List<double[]> reals(Object holder) {
    return IntStream.range(0, heads.size())
        .mapToObj(head -> LossUnderTest.doubles(component(holder, head)))
        .toList();
  }

  @Override
  public String toString() {
    return name + " of " + heads;
  }
}
