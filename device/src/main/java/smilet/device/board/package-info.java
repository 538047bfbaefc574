/**
 * The board that the program runs on, real or mocked: Pi4J with exactly the providers named here,
 * never the ones it would detect by itself, which on a PC are silently the mocks.
 */
package smilet.device.board;
