package good;

import static dev.surprisal.annotation.Activation.IDENTITY;
import static dev.surprisal.annotation.Distribution.GAUSSIAN;

import dev.surprisal.annotation.Loss;

record Growth(@Loss(distribution = GAUSSIAN, activation = IDENTITY, size = 3) double[] heights) {}
