/**
 * Finds labels that are probably wrong: where models that did not learn from a face, other people,
 * and a model that never saw a photograph say something else than its label. May use {@code data},
 * {@code evaluate} and {@code score}.
 */
package smilet.trainer.audit;
