package dev.surprisal.processor.model;

import dev.surprisal.annotation.Activation;
import dev.surprisal.annotation.Distribution;
import dev.surprisal.annotation.Precision;
import dev.surprisal.annotation.Reduction;
import java.util.Optional;

/**
 * A head and what its {@code @Loss} says. Members that were left out are empty, so that a default
 * can be told from the same value written down.
 */
public record Declaration(
    Head head,
    Member<Distribution> distribution,
    Member<Activation> activation,
    Optional<Member<Integer>> size,
    Optional<Member<Precision>> precision,
    Optional<Member<Reduction>> reduction) {}
