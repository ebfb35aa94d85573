package dev.lockstep.s3;

import java.util.function.Consumer;

/// What a profile does not say of how a store is to be opened.
///
/// @param insecure whether any TLS certificate will do
/// @param notices hears, in a sentence each, what was corrected and whoever runs this should know
public record Opening(boolean insecure, Consumer<String> notices) {}
