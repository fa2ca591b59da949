package dev.surprisal.runtime.kernel;

/**
 * Kernels that HotSpot compiles by themselves, never as a part of their callers.
 *
 * <p>What a compilation may inline has a limit, which loops on vectors come close to. A caller with
 * several such loops would exceed it, as the loops of generated classes do: calls with vectors as
 * arguments would be left in it, which put each vector into an object, at a hundred times the cost.
 * Which loops are inlined depends on what has been compiled before, so that it would happen in one
 * run and not in another. The compiler C2 inlines methods of throwables in methods of throwables
 * alone, since it takes them for what runs when something fails. So kernels are throwables, which
 * nobody throws. It makes an exception of what is called at the outermost level; there it finds no
 * more than the bridge from an interface of arrays of any kind, or {@link ByLength}.
 */
@SuppressWarnings("serial") // Nobody writes them either.
abstract class CompiledApart extends Throwable {
  CompiledApart() {
    super(null, null, false, false);
  }
}
