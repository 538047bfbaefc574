/**
 * The float twin of the device's network: an {@link smilet.trainer.network.Architecture} says which
 * layers there are, a {@link smilet.trainer.network.Network} holds their weights in one flat array,
 * and a {@link smilet.trainer.network.SampleBlock} takes 16 samples forward and backward, one
 * sample a lane. Sums run in an order that depends neither on the width of the vector unit nor on
 * the number of threads, so the same training gives the same bits everywhere.
 */
package smilet.trainer.network;
