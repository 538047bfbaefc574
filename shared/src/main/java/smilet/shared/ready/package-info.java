/**
 * The models and face finders that come with Smilet: how each was made, how well it does on real
 * people, and the files themselves as resources. They were trained on rendered faces only. May use
 * {@code file}, {@code frame} and {@code error}.
 */
package smilet.shared.ready;
