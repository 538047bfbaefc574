/**
 * Fine-tuning: a model that others have trained learns from a few frames of one person, and is
 * compared with what it was. Only the last layer changes, and it is pulled towards what it was, so
 * that few frames cannot spoil it. Depends on {@code data}, {@code evaluate}, {@code quantise} and
 * {@code score}.
 */
package smilet.trainer.finetune;
