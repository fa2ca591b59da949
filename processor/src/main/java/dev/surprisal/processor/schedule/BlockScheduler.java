package dev.surprisal.processor.schedule;

import dev.surprisal.processor.express.Letters;
import dev.surprisal.processor.express.algebra.Components;
import dev.surprisal.processor.express.algebra.Expr;
import dev.surprisal.processor.express.algebra.Expr.Call;
import dev.surprisal.processor.express.algebra.Expr.Choice;
import dev.surprisal.processor.express.algebra.Expr.Definition;
import dev.surprisal.processor.express.algebra.Expr.Symbol;
import dev.surprisal.processor.express.algebra.Function;
import dev.surprisal.processor.express.algebra.OfRow.AtTarget;
import dev.surprisal.processor.express.algebra.Role;
import dev.surprisal.processor.express.algebra.Rows;
import dev.surprisal.processor.schedule.program.BlockProgram;
import dev.surprisal.processor.schedule.program.BlockProgram.Axis;
import dev.surprisal.processor.schedule.program.BlockProgram.Load;
import dev.surprisal.processor.schedule.program.BlockProgram.Source;
import dev.surprisal.processor.schedule.program.BlockProgram.Store;
import dev.surprisal.processor.schedule.program.RowWeights;
import dev.surprisal.processor.schedule.program.Step;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Makes a program of expressions. Each call of a function is a step of its own, between a loop that
 * computes arguments and one that makes results of what the functions gave. What has a letter is
 * computed once in a loop.
 */
final class BlockScheduler {
  private final BlockSteps blocks;
  private final CallNames callNames = new CallNames();

  private BlockScheduler(List<Symbol> outputs, Axis axis) {
    this.blocks = new BlockSteps(outputs, axis);
  }

  /** Of values that stand by themselves, as one number or as some components. */
  static BlockScheduler ofValues(List<Symbol> outputs) {
    return new BlockScheduler(outputs, Axis.COMPONENTS);
  }

  /** Of rows whose outputs are tied together. */
  static BlockScheduler ofRows(List<Symbol> outputs) {
    return new BlockScheduler(outputs, Axis.OUTPUTS);
  }

  /** Reads the symbols of an expression. */
  void load(Expr expr) {
    blocks.load(expr);
  }

  /** Adds a step of another kind. */
  void add(Step step) {
    blocks.add(step);
  }

  /** The program of all that was added. */
  BlockProgram program(List<Store> stores) {
    return blocks.program(stores);
  }

  /** Adds steps that compute expressions into blocks of these names. */
  void compute(Map<String, Expr> results) {
    if (blocks.axis() == Axis.OUTPUTS) {
      compute(results, List.of());
      return;
    }
    Map<String, Expr> rewritten = new LinkedHashMap<>(results);
    Optional<Answers> answers = Answers.of(results.values());
    answers.ifPresent(both -> rewritten.replaceAll((name, of) -> both.rewritten(of)));
    List<Together> groups =
        Together.of(rewritten.values(), answers).stream()
            .filter(group -> !blocks.isBlock(group.first()))
            .toList();
    compute(rewritten, groups);
  }

  /**
   * The same.
   *
   * @param groups calls that a kernel makes together
   */
  private void compute(Map<String, Expr> results, List<Together> groups) {
    results.values().forEach(blocks::load);
    spreadTargets(results.values());
    List<Call> grouped = groups.stream().flatMap(group -> group.calls().stream()).toList();
    Map<Expr, String> calls = callNames.of(results, blocks.known(), grouped);
    while (!calls.isEmpty()) {
      List<Expr> ready =
          calls.keySet().stream()
              .filter(call -> call.parts().stream().noneMatch(part -> hasAny(part, calls.keySet())))
              .toList();
      List<Together> together =
          groups.stream().filter(group -> ready.contains(group.first())).toList();
      List<Expr> apart = ready.stream().filter(call -> !grouped.contains(call)).toList();
      List<Expr> asking =
          Stream.<Expr>concat(together.stream().map(Together::first), apart.stream()).toList();
      asking.forEach(call -> call.parts().forEach(this::addLetter));
      together.forEach(group -> addOwnArgument(group.first(), calls.get(group.first())));
      apart.forEach(call -> addArgument(call, calls.get(call)));
      blocks.endLoop();
      together.forEach(group -> apply(group, calls));
      apart.forEach(call -> apply(call, calls));
      calls.keySet().removeAll(ready);
    }
    List<Step> choices = new ArrayList<>();
    results.forEach((name, result) -> {
      if (result instanceof Choice choice) {
        choices.add(choose(choice, name));
      } else if (!blocks.stands(result, name)) {
        blocks.addLine(name, true, Shares.without(result));
      }
    });
    blocks.endLoop();
    choices.forEach(blocks::add);
    results.forEach((name, result) ->
        Shares.factorOf(result)
            .ifPresent(share -> {
              blocks.spread(name);
              weigh(blocks.block(share.meaning()), List.of(name));
            }));
  }

  /** Both sides of a choice are computed for every value, since conditions are hard to foresee. */
  private Step choose(Choice choice, String name) {
    String letter = choice.condition().letter();
    String nameOfYes = name + Character.toUpperCase(letter.charAt(0)) + letter.substring(1);
    return new Step.Choose(
        letter, blockIn(choice.yes(), nameOfYes), blockIn(choice.no(), name), name);
  }

  /** The block of an expression, or one of this name that the loop computes it into. */
  private String blockIn(Expr expr, String name) {
    if (blocks.isBlock(expr)) {
      return blocks.block(expr);
    }
    blocks.addLine(name, true, expr);
    return name;
  }

  private void apply(Expr expr, Map<Expr, String> calls) {
    String name = calls.get(expr);
    List<String> arguments =
        expr.parts().stream()
            .map(part -> blocks.isBlock(part) ? blocks.block(part) : name)
            .toList();
    blocks.hold(expr, name);
    if (expr instanceof Call call) {
      apply(call, calls, arguments);
    } else {
      blocks.add(
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
      blocks.add(new Step.Shares(arguments.get(0), name, calls.get(logSumExp)));
    } else if (!isWithShare) {
      blocks.add(new Step.Apply(call.function(), arguments, name));
    }
  }

  private void apply(Together group, Map<Expr, String> calls) {
    Expr argument = group.first().argument();
    List<String> results = group.calls().stream().map(calls::get).toList();
    blocks.add(new Step.ApplyTogether(group.primitive(), blocks.block(argument), results));
    group.calls().forEach(call -> blocks.hold(call, calls.get(call)));
  }

  /** Where there are components, each has the target of its value. */
  private void spreadTargets(Collection<Expr> results) {
    boolean isOfOne = !blocks.isOfMany(Letters.Y) && results.stream().anyMatch(this::hasMany);
    if (isOfOne && blocks.isBlock(Letters.Y)) {
      blocks.spread(blocks.block(Letters.Y));
    }
  }

  private boolean hasMany(Expr expr) {
    return expr.has(blocks::isOfMany);
  }

  /** An argument with a letter has a block of its own, from which others can be made. */
  private void addLetter(Expr argument) {
    if (argument instanceof Definition definition && blocks.isBlock(definition.meaning())) {
      blocks.know(definition, blocks.nameOf(definition.meaning()));
    } else if (argument instanceof Definition definition && !blocks.isBlock(definition)) {
      blocks.addLine(definition.letter(), true, definition.meaning());
      blocks.hold(definition, definition.letter());
    }
  }

  /**
   * One without is computed into the block of the result; of several, it is the first. What ties
   * values together has a result of another length, and does not work in place.
   */
  private void addArgument(Expr call, String result) {
    if (isTied(call)) {
      addOwnArgument(call, result);
    } else if (!blocks.isBlock(call.parts().get(0))) {
      blocks.addLine(result, true, call.parts().get(0));
    }
  }

  /** Into a block of its own, since no result may be written over it. */
  private void addOwnArgument(Expr call, String result) {
    Expr argument = call.parts().get(0);
    if (!blocks.isBlock(argument)) {
      blocks.addLine(result + "Terms", true, argument);
      blocks.hold(argument, result + "Terms");
    }
  }

  private static boolean isTied(Expr call) {
    return Rows.isTied(call) || call instanceof Call of && Components.areTiedBy(of.function());
  }

  private static boolean hasAny(Expr expr, Set<Expr> calls) {
    return calls.stream().anyMatch(expr::has);
  }

  /** Multiplies blocks by what differs between no values. */
  void multiply(List<String> results, List<Expr> factors) {
    for (int i = 0; i < results.size(); i++) {
      Expr block = new Symbol(results.get(i), Role.OPTIONAL);
      blocks.hold(block, results.get(i));
      blocks.addLine(results.get(i), true, block.times(factors.get(i)));
    }
    blocks.endLoop();
  }

  /**
   * Reads the weight of each value's row, and takes that of values away whose target is unknown.
   */
  void loadWeights(RowWeights weights) {
    blocks.add(new Load(BlockProgram.WEIGHT, weights.differ() ? Source.WEIGHTS : Source.ONES, 0));
    if (weights.ofKnown()) {
      blocks.add(new Step.ForgetUnknown(BlockProgram.WEIGHT));
    }
    if (blocks.axis() == Axis.OUTPUTS && weights.ignored().isPresent()) {
      blocks.add(new Step.ForgetIgnored(BlockProgram.WEIGHT));
    }
  }

  /** Multiplies blocks by weights. */
  void weigh(String weights, Collection<String> results) {
    if (results.stream().anyMatch(blocks::isMany)) {
      blocks.spread(weights);
    }
    results.forEach(result -> blocks.add(new Step.Weigh(weights, result)));
  }

  /**
   * The block of an expression, which is computed into one of this name unless it has been read.
   */
  String blockOf(Expr expr, String name) {
    blocks.load(expr);
    if (!blocks.isBlock(expr)) {
      compute(Map.of(name, expr));
      return name;
    }
    return blocks.block(expr);
  }
}
