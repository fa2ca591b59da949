/**
 * How fast generated losses are, beside plain loops, a copy of memory and PyTorch; what each number
 * of classes and each option costs; and what the processor adds to a compilation. {@code Main} is
 * the command line, {@code Work} what is timed, {@code LossBenchmark} and, with the profile {@code
 * pytorch}, {@code TorchBenchmark} the ways to compute it.
 */
package dev.surprisal.benchmark;
