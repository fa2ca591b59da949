package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.AtTarget;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Power;
import dev.surprisal.processor.express.algebra.Expr.Role;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Axis;
import dev.surprisal.processor.schedule.program.BlockProgram.Line;
import dev.surprisal.processor.schedule.program.BlockProgram.Load;
import dev.surprisal.processor.schedule.program.BlockProgram.Source;
import dev.surprisal.processor.schedule.program.BlockProgram.Step;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.RowWeights;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a program of expressions. Each call of a function is a step of its own, between a loop that
 * computes arguments and one that makes results of what the functions gave. What has a letter is
 * computed once in a loop.
 */
final class BlockScheduler {
  private static final String INVERSE = "inverse";

  /** The blocks of letters that are no names. */
  private static final Map<Expr, String> BLOCKS =
      Map.of(Rows.PASSED, "yes", Rows.REACHED, "reached", Rows.ONE_HOT, "oneHot");

  /** What targets are read from that are not given as such. */
  private static final Map<Expr, Source> SOURCES =
      Map.of(Rows.PASSED, Source.PASSED, Rows.ONE_HOT, Source.ONE_HOT);

  private final List<Symbol> outputs;
  private final List<Load> loads = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();

  /** What expressions are called, from where on they are known. */
  private final Map<Expr, String> names = new LinkedHashMap<>();

  /** What is known: in blocks, and in the loop that is being made. */
  private final Set<Expr> known = new HashSet<>();

  private final Set<Expr> knownInLoop = new HashSet<>();

  private final Axis axis;

  /** The blocks that have several numbers for each value. */
  private final Set<String> ofMany = new HashSet<>();

  private final CallNames callNames = new CallNames();

  private BlockScheduler(List<Symbol> outputs, Axis axis) {
    this.outputs = outputs;
    this.axis = axis;
    known.add(Rows.SIZE);
  }

  /** Of values that stand by themselves, as one number or as some components. */
  static BlockScheduler ofValues(List<Symbol> outputs) {
    return new BlockScheduler(outputs, Axis.COMPONENTS);
  }

  /** Of rows whose outputs are tied together. */
  static BlockScheduler ofRows(List<Symbol> outputs) {
    return new BlockScheduler(outputs, Axis.OUTPUTS);
  }

  /** Whether an expression is several numbers for each value. */
  private boolean isOfMany(Expr expr) {
    return switch (axis) {
      case COMPONENTS -> Components.isOfComponents(expr);
      case OUTPUTS -> Rows.isOfOutput(expr);
    };
  }

  /** Adds steps that compute expressions into blocks of these names. */
  void compute(Map<String, Expr> results) {
    if (axis != Axis.COMPONENTS) {
      compute(results, List.of());
      return;
    }
    Map<String, Expr> rewritten = new LinkedHashMap<>(results);
    Answers.of(results.values())
        .ifPresent(answers -> rewritten.replaceAll((name, of) -> answers.rewritten(of)));
    compute(rewritten, Together.of(rewritten.values()));
  }

  /**
   * The same.
   *
   * @param together calls that are made together
   */
  private void compute(Map<String, Expr> results, List<Together> together) {
    results.values().forEach(this::load);
    spreadTargets(results.values());
    List<Together> groups =
        together.stream().filter(group -> !known.contains(group.first())).toList();
    List<Call> grouped = groups.stream().flatMap(group -> group.calls().stream()).toList();
    Map<Expr, String> calls = callNames.of(results, known, grouped);
    while (!calls.isEmpty()) {
      List<Expr> ready =
          calls.keySet().stream()
              .filter(call -> call.parts().stream().noneMatch(part -> hasAny(part, calls.keySet())))
              .toList();
      List<Together> now = groups.stream().filter(group -> ready.contains(group.first())).toList();
      List<Expr> apart = ready.stream().filter(call -> !grouped.contains(call)).toList();
      List<Expr> asking =
          Stream.<Expr>concat(now.stream().map(Together::first), apart.stream()).toList();
      asking.forEach(call -> call.parts().forEach(this::addLetter));
      asking.forEach(call -> addArgument(call, calls.get(call)));
      endLoop();
      now.forEach(group -> apply(group, calls));
      apart.forEach(call -> apply(call, calls));
      calls.keySet().removeAll(ready);
    }
    results.forEach((name, result) -> {
      if (!element(name).equals(names.get(result))) {
        addLine(name, true, Shares.without(result));
      }
    });
    endLoop();
    results.forEach((name, result) ->
        Shares.factorOf(result).ifPresent(share -> weigh(block(share.meaning()), List.of(name))));
  }

  private void apply(Expr expr, Map<Expr, String> calls) {
    String name = calls.get(expr);
    List<String> arguments =
        expr.parts().stream().map(part -> isBlock(part) ? block(part) : name).toList();
    know(expr, element(name));
    if (isOfMany(expr)) {
      ofMany.add(name);
    }
    if (expr instanceof Call call) {
      apply(call, calls, arguments);
    } else {
      steps.add(
          expr instanceof AtTarget
              ? new Step.AtTarget(arguments.get(0), name)
              : new Step.Total(arguments.get(0), name));
    }
  }

  private void apply(Call call, Map<Expr, String> calls, List<String> arguments) {
    String name = calls.get(call);
    Call logSumExp = new Call(Function.LOG_SUM_EXP, call.parts());
    boolean isWithShare =
        call.equals(logSumExp) && calls.containsKey(new Call(Function.SHARE, call.parts()));
    if (call.function() == Function.SHARE && calls.containsKey(logSumExp)) {
      steps.add(new Step.Shares(arguments.get(0), name, calls.get(logSumExp)));
    } else if (!isWithShare) {
      steps.add(new Step.Apply(call.function(), arguments, name));
    }
  }

  private void apply(Together group, Map<Expr, String> calls) {
    Expr argument = group.first().argument();
    List<String> blocks = group.calls().stream().map(calls::get).toList();
    String read = isBlock(argument) ? block(argument) : blocks.get(0);
    if (isOfMany(group.first())) {
      ofMany.addAll(blocks);
    }
    steps.add(new Step.ApplyTogether(group.primitive(), read, blocks));
    group.calls().forEach(call -> know(call, element(calls.get(call))));
  }

  /** Where there are components, each has the target of its value. */
  private void spreadTargets(Collection<Expr> results) {
    boolean isOfOne = !isOfMany(Letters.Y) && results.stream().anyMatch(this::hasMany);
    if (isOfOne && known.contains(Letters.Y)) {
      spread(block(Letters.Y));
    }
  }

  private boolean hasMany(Expr expr) {
    return expr.has(this::isOfMany);
  }

  private void spread(String block) {
    if (ofMany.add(block)) {
      steps.add(new Step.Spread(block));
    }
  }

  /** An argument with a letter has a block of its own, from which others can be made. */
  private void addLetter(Expr argument) {
    if (argument instanceof Definition definition && known.contains(definition.meaning())) {
      know(definition, names.get(definition.meaning()));
    } else if (argument instanceof Definition definition && !isBlock(definition)) {
      addLine(definition.letter(), true, definition.meaning());
      know(definition, element(definition.letter()));
    }
  }

  /**
   * One without is computed into the block of the result; of several, it is the first. What ties
   * values together has a result of another length, and does not work in place.
   */
  private void addArgument(Expr call, String result) {
    Expr argument = call.parts().get(0);
    if (isBlock(argument)) {
      return;
    }
    if (isTied(call)) {
      addLine(result + "Terms", true, argument);
      know(argument, element(result + "Terms"));
    } else {
      addLine(result, true, argument);
    }
  }

  private static boolean isTied(Expr call) {
    return Rows.isTied(call) || call instanceof Call of && Components.areTiedBy(of.function());
  }

  private static boolean hasAny(Expr expr, Set<Expr> calls) {
    return calls.stream().anyMatch(expr::has);
  }

  /** Whether an expression stands in a block already. */
  private boolean isBlock(Expr expr) {
    return known.contains(expr);
  }

  private String block(Expr expr) {
    return names.get(expr).replace("[i]", "");
  }

  /** Multiplies blocks by what differs between no values. */
  void multiply(List<String> blocks, List<Expr> factors) {
    for (int i = 0; i < blocks.size(); i++) {
      Expr block = new Symbol(blocks.get(i), Role.OPTIONAL);
      know(block, element(blocks.get(i)));
      addLine(blocks.get(i), true, block.times(factors.get(i)));
    }
    endLoop();
  }

  /** Adds a step of another kind. */
  void add(Step step) {
    steps.add(step);
  }

  /**
   * Reads the weight of each value's row, and takes that of values away whose target is unknown.
   */
  void loadWeights(RowWeights weights) {
    loads.add(new Load(BlockProgram.WEIGHT, weights.differ() ? Source.WEIGHTS : Source.ONES, 0));
    if (weights.ofKnown()) {
      steps.add(new Step.ForgetUnknown(BlockProgram.WEIGHT));
    }
    if (axis == Axis.OUTPUTS && weights.ignored().isPresent()) {
      steps.add(new Step.ForgetIgnored(BlockProgram.WEIGHT));
    }
  }

  /** Multiplies blocks by weights. */
  void weigh(String weights, Collection<String> results) {
    if (results.stream().anyMatch(ofMany::contains)) {
      spread(weights);
    }
    results.forEach(result -> steps.add(new Step.Weigh(weights, result)));
  }

  /** The program of all that was added. */
  BlockProgram program(List<Store> stores) {
    if (axis == Axis.OUTPUTS) {
      stores.forEach(store -> spread(store.block()));
    }
    return new BlockProgram(
        List.copyOf(loads),
        List.copyOf(steps),
        Map.copyOf(names),
        stores,
        axis,
        Set.copyOf(ofMany));
  }

  private static String element(String block) {
    return block + "[i]";
  }

  private void know(Expr expr, String name) {
    names.put(expr, name);
    known.add(expr);
  }

  /**
   * Reads the symbols of an expression, once each, into blocks that are called like them; but for
   * the single numbers that the constructor was given.
   */
  void load(Expr expr) {
    boolean isGiven = expr instanceof Symbol symbol && symbol.role() == Role.GIVEN;
    if (isGiven || known.contains(expr)) {
      return;
    }
    if (expr instanceof Power power && isInverse(power)) {
      loads.add(new Load(INVERSE, Source.INVERSE_PER_OUTPUT, 0));
      know(expr, element(INVERSE));
      return;
    }
    if (expr instanceof Symbol symbol && symbol.role() == Role.CONDITION) {
      know(symbol, symbol.letter() + "[start + i]");
      return;
    }
    if (expr instanceof Symbol symbol) {
      Source source =
          switch (symbol.role()) {
            case OUTPUT, COMPONENT -> Source.OUTPUTS;
            case TARGET -> SOURCES.getOrDefault(symbol, Source.TARGETS);
            case COUNTED -> symbol.equals(Rows.REACHED) ? Source.REACHED : Source.PER_OUTPUT;
            case PER_OUTPUT -> Source.PER_OUTPUT;
            case GIVEN, CONDITION, OPTIONAL ->
                throw new IllegalArgumentException(symbol + " has no meaning");
          };
      String name = BLOCKS.getOrDefault(symbol, symbol.letter());
      loads.add(new Load(name, source, outputs.indexOf(symbol)));
      if (isOfMany(symbol)) {
        ofMany.add(name);
      }
      know(symbol, element(name));
    }
    expr.parts().forEach(this::load);
  }

  private static boolean isInverse(Power power) {
    return power.exponent() == -1
        && power.base() instanceof Symbol symbol
        && symbol.role() == Role.PER_OUTPUT;
  }

  /**
   * The block of an expression, which is computed into one of this name unless it has been read.
   */
  String blockOf(Expr expr, String name) {
    load(expr);
    if (!known.contains(expr)) {
      compute(Map.of(name, expr));
      return name;
    }
    return block(expr);
  }

  private void addLine(String name, boolean isBlock, Expr value) {
    addVariables(value);
    if (isOfMany(value)) {
      spreadPartsOf(value);
    }
    lines.add(new Line(name, isBlock, value));
    if (isBlock && isOfMany(value)) {
      ofMany.add(name);
    }
  }

  /** What has a letter becomes a variable, unless it is that of a block. */
  private void addVariables(Expr expr) {
    if (known.contains(expr) || knownInLoop.contains(expr)) {
      return;
    }
    expr.parts().forEach(this::addVariables);
    if (expr instanceof Definition definition) {
      if (known.contains(definition.meaning())) {
        know(definition, names.get(definition.meaning()));
      } else {
        lines.add(new Line(definition.letter(), false, definition.meaning()));
        names.put(definition, definition.letter());
        knownInLoop.add(definition);
      }
    }
  }

  /** What is one number for each value, and is made part of several. */
  private void spreadPartsOf(Expr expr) {
    if (known.contains(expr) && !expr.equals(Rows.SIZE)) {
      spread(block(expr));
    } else if (!known.contains(expr)) {
      expr.parts().forEach(this::spreadPartsOf);
    }
  }

  private void endLoop() {
    addLoop(line -> isOfMany(line.value()));
    addLoop(line -> !isOfMany(line.value()));
    lines.clear();
    knownInLoop.clear();
  }

  private void addLoop(Predicate<Line> isPart) {
    List<Line> part = lines.stream().filter(isPart).toList();
    if (!part.isEmpty()) {
      steps.add(new Step.Compute(part));
    }
  }
}
