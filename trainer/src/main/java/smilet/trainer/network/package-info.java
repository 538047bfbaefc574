/**
 * The network of floats that training adjusts, with the same layers as the device's integers: an
 * {@link smilet.trainer.network.Architecture} says which layers there are, a {@link
 * smilet.trainer.network.Network} holds their parameters in one array, and a {@link
 * smilet.trainer.network.SampleBlock} runs 16 {@link smilet.trainer.network.Samples} forward and
 * backward at once, one per lane. The order of all sums depends neither on the width of the vector
 * unit nor on the number of threads, so the same training gives the same bits on every machine.
 * Depends on no other package of the trainer.
 */
package smilet.trainer.network;
